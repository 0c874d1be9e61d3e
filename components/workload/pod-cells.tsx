'use client'
import Link from 'next/link'
import { useMemo } from 'react'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { objectAddress } from '@/components/ui/address'
import { HealthMark, healthWords } from '@/components/ui/health'
import { Age } from '@/components/ui/now'
import type { ShownObject } from '@/components/ui/object/shown-object'
import { formatCount } from '@/lib/format/count'
import { viewState } from '@/lib/live/view-state'
import type { WorkloadDetail } from '@/lib/objects/details/workload-detail'
import { podsOfQuestion } from '@/lib/objects/pods-of'
import { groupByRevision, type RevisionPods } from '@/lib/objects/revision-pods'
import { type PodRow, podsShape } from '@/lib/views/pods'

type Shown = ShownObject & { readonly detail: WorkloadDetail }

/** Every pod as a cell with the shape and colour of its state, grouped by the revision that made it. */
export function PodCells({ shown: { cluster, detail } }: { shown: Shown }) {
  const { kind, namespace, name, owner } = detail
  const question = useMemo(
    () => podsOfQuestion({ kind, namespace: namespace ?? '', name }, owner),
    [kind, namespace, name, owner],
  )
  const table = useTable<PodRow>(cluster, 'pods', question)
  const state = viewState(podsShape.primary, table, useConnection(), question.namespaces)
  const rows = table.keys.flatMap((_, index) => table.rowAt(table.offset + index) ?? [])
  const groups = groupByRevision(rows, detail)
  if (groups.length === 0) {
    if (state.state === 'loading') return <p className="animate-appear text-quiet">Loading its pods</p>
    return (
      <p className="text-quiet">
        {'problem' in state && state.problem !== null ? state.problem.sentence : 'It has no pods now.'}
      </p>
    )
  }
  return (
    <div className="space-y-4">
      {groups.map((group) => (
        <Group key={group.hash} cluster={cluster} group={group} />
      ))}
      {table.matched > rows.length && (
        <p className="text-quiet">
          The first {formatCount(rows.length)} of {formatCount(table.matched)} pods; all are under Pods.
        </p>
      )}
    </div>
  )
}

function Group({ cluster, group }: { cluster: string; group: RevisionPods }) {
  const { title, current, images, madeAt, pods } = group
  const healthy = pods.filter(({ health }) => health === 'healthy').length
  return (
    <div>
      <h3 className="mb-1.5 flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium wrap-anywhere">{title}</span>
        {current !== null && <span className="text-sm text-quiet">{current ? 'current' : 'older'}</span>}
        <span className="tabular-nums">
          {healthy} of {pods.length} healthy
        </span>
        {madeAt !== null && (
          <span className="text-sm text-quiet">
            created <Age at={madeAt} /> ago
          </span>
        )}
      </h3>
      {images !== '' && <p className="mb-1.5 font-mono text-sm wrap-anywhere text-quiet">{images}</p>}
      <ul className="flex flex-wrap gap-1">
        {pods.map((pod) => (
          <li key={pod.key}>
            <Cell cluster={cluster} pod={pod} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Cell({ cluster, pod: { namespace, name, health, status, reason } }: { cluster: string; pod: PodRow }) {
  const words = `${name}: ${status}${status === healthWords[health] ? '' : `, ${healthWords[health]}`}`
  return (
    <Link
      href={objectAddress(cluster, { kind: 'Pod', namespace, name }) ?? ''}
      prefetch={false}
      aria-label={words}
      title={reason === null ? words : `${words}\n${reason}`}
      className="grid size-8 place-items-center rounded-md border border-line hover:bg-hover"
    >
      <HealthMark health={health} />
    </Link>
  )
}
