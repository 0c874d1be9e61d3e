import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadKind, WorkloadRow } from '@/lib/views/workloads'

interface Metadata {
  readonly uid: string
  readonly namespace: string
  readonly name: string
  readonly creationTimestamp: number | undefined
}

type PodSpec = { readonly containers: readonly { readonly image: string }[] } | undefined

type SharedColumn = 'key' | 'kind' | 'namespace' | 'name' | 'restarts' | 'lastRestartAt' | 'images' | 'createdAt'

/** The columns that every kind fills alike; `pods` is undefined while they are not known. */
export function sharedColumns<K extends WorkloadKind>(
  kind: K,
  metadata: Metadata | undefined,
  podSpec: PodSpec,
  pods: PodsSummary | undefined,
): Pick<WorkloadRow, SharedColumn> & { readonly kind: K } {
  return {
    key: metadata?.uid ?? '',
    kind,
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    restarts: pods?.restarts ?? 0,
    lastRestartAt: pods?.lastRestartAt ?? null,
    images: [...new Set(podSpec?.containers.map(({ image }) => image))].join(', '),
    createdAt: metadata?.creationTimestamp ?? 0,
  }
}
