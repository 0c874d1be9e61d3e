'use client'
import { type ListDeclaration, LiveList, type LiveListProps } from '@/components/live/live-list'
import { ProblemsOf } from '@/components/live/problems-of'
import { logsAddress, objectAddress } from '@/components/ui/address'
import { type WorkloadRow, workloadsShape } from '@/lib/views/workloads'
import { workloadColumns } from './columns'

const workloads: ListDeclaration<WorkloadRow> = {
  view: 'workloads',
  shape: workloadsShape,
  columns: workloadColumns,
  noun: { one: 'workload', many: 'workloads' },
  nameOf: ({ namespace, name }) => `${namespace}/${name}`,
  targetOf: ({ kind, namespace, name }) => ({ resource: kind.toLowerCase(), namespace, name }),
  addressOf: objectAddress,
  linksOf: (cluster, row) => [
    { label: 'Logs', href: logsAddress(cluster, logsOf(row)) },
    ...(row.kind === 'Pod' ? [] : tabOf(cluster, row, 'Pods')),
    ...tabOf(cluster, row, 'Events'),
  ],
  detailsOf: (cluster, row) => <ProblemsOf cluster={cluster} object={row} />,
}

export const WorkloadList = (props: LiveListProps) => <LiveList of={workloads} {...props} />

const logsOf = ({ namespace, kind, name }: WorkloadRow): Readonly<Record<string, string>> =>
  kind === 'Pod' ? { namespace, pod: name } : { namespace, kind: kind.toLowerCase(), name }

function tabOf(cluster: string, row: WorkloadRow, label: string) {
  const href = objectAddress(cluster, row, label.toLowerCase())
  return href === undefined ? [] : [{ label, href }]
}
