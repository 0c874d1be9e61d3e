import type { PodRow } from '@/lib/views/pods'
import type { WorkloadDetail } from './details/workload-detail'

/** The pods that one revision of a workload made. */
export interface RevisionPods {
  readonly hash: string
  readonly title: string
  /** Null where the workload does not say which revision is current. */
  readonly current: boolean | null
  readonly images: string
  readonly madeAt: number | null
  readonly pods: readonly PodRow[]
}

/** Groups a workload's pods by revision: its current one first, then the newer before the older; those without pods are left out. */
export function groupByRevision(
  rows: readonly PodRow[],
  { name, owner, revisions }: Pick<WorkloadDetail, 'name' | 'owner' | 'revisions'>,
): readonly RevisionPods[] {
  // An owned ReplicaSet or Job is one revision of its owner: its hash ends its name, or is its name.
  const own = owner === null ? rows : rows.filter(({ revision }) => isRevision(name, revision))
  const groups = Map.groupBy(own, ({ revision }) => revision ?? '')
  const place = (hash: string) => {
    const index = revisions.findIndex((revision) => revision.hash === hash)
    return index < 0 ? revisions.length : index
  }
  return [...groups]
    .sort(([a], [b]) => place(a) - place(b) || b.localeCompare(a, 'en', { numeric: true }))
    .map(([hash, pods]) => {
      const revision = revisions.find((it) => it.hash === hash)
      return {
        hash,
        title: titleOf(hash, revision?.number ?? null),
        current: revision?.current ?? null,
        images: revision?.images ?? '',
        madeAt: revision?.madeAt ?? null,
        pods,
      }
    })
}

const isRevision = (name: string, revision: string | null) =>
  revision !== null && (name === revision || name.endsWith(`-${revision}`))

function titleOf(hash: string, number: number | null): string {
  if (hash === '') return 'Without a revision'
  return number === null ? hash : `Revision ${number}, ${hash}`
}
