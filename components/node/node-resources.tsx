'use client'
import { Amounts, formatAmount } from '@/components/ui/object/amounts'
import type { ObjectRow } from '@/components/ui/object/shown-object'
import type { NodeResource } from '@/lib/objects/details/node-detail'

/** What the node's row knows to be requested by the pods on it. */
const requested: Readonly<Record<string, string>> = { cpu: 'cpuRequested', memory: 'memoryRequested', pods: 'pods' }

function requestedOf(row: ObjectRow | undefined, resource: string): number | null {
  const value = row?.[requested[resource] ?? '']
  return typeof value === 'number' ? value : null
}

/** What the node has, what of it may be given to pods, and what they have asked for. */
export function NodeResources({ resources, row }: { resources: readonly NodeResource[]; row: ObjectRow | undefined }) {
  const rows = resources.map(({ resource, capacity, allocatable }) => ({
    resource,
    cells: [
      capacity,
      allocatable,
      <Requested key="requested" resource={resource} amount={requestedOf(row, resource)} of={allocatable} />,
    ],
  }))
  return <Amounts columns={['Capacity', 'Allocatable', 'Requested']} rows={rows} />
}

function Requested({ resource, amount, of }: { resource: string; amount: number | null; of: number }) {
  if (amount === null) return <span className="text-quiet">–</span>
  const share = of > 0 ? amount / of : 0
  return (
    <>
      {formatAmount(resource, amount)} <span className="text-quiet">{Math.round(share * 100)} %</span>
      <svg
        aria-hidden
        viewBox="0 0 100 2"
        preserveAspectRatio="none"
        className="ml-auto block h-0.5 w-full min-w-16 sm:min-w-24"
      >
        <rect width="100" height="2" className="fill-line" />
        <rect width={Math.min(1, share) * 100} height="2" className={share > 0.9 ? 'fill-degraded' : 'fill-accent'} />
      </svg>
    </>
  )
}
