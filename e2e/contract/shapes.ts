/** What docs promise of each view; written out here, for these tests know the dashboard from outside only. */
export interface Shape {
  readonly columns: readonly string[]
  readonly facets: readonly string[]
  readonly orders: Readonly<Record<string, readonly string[]>>
  readonly namespaced: boolean
}

const health = ['failed', 'degraded', 'progressing', 'paused', 'healthy']
const kind = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet', 'Pod']

const words = (text: string) => text.trim().split(/\s+/)

export const shapes = {
  workloads: {
    columns: words(
      `kind namespace name health status reason desired ready updated available restarts lastRestartAt images createdAt`,
    ),
    facets: ['health', 'kind', 'status'],
    orders: { health, kind },
    namespaced: true,
  },
  pods: {
    columns: words(
      `namespace name health status reason readyContainers containers restarts lastRestartAt ownerKind ownerName revision
      node ip createdAt`,
    ),
    facets: ['health', 'status', 'node', 'ownerKind', 'ownerName'],
    orders: { health },
    namespaced: true,
  },
  nodes: {
    columns: words(
      `name health status reason roles version zone instanceType ip taints pods podsAllocatable cpuRequested
      cpuAllocatable memoryRequested memoryAllocatable createdAt`,
    ),
    facets: ['health', 'status', 'zone', 'instanceType', 'version', 'roles'],
    orders: { health },
    namespaced: false,
  },
  namespaces: {
    columns: words('name health status workloads workloadsBroken pods podsBroken createdAt'),
    facets: ['health', 'status'],
    orders: { health },
    namespaced: true,
  },
} satisfies Record<string, Shape>

export type ListView = keyof typeof shapes
// The keys of the object above.
export const listViews = Object.keys(shapes) as readonly ListView[]
