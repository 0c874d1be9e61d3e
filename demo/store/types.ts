/** A resource type that the demo cluster serves, as discovery tells it. */
export interface ResourceType {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly resource: string
  readonly singular: string
  readonly namespaced: boolean
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
}

const type = (
  group: string,
  kind: string,
  resource: string,
  shortName: string,
  { namespaced = true, all = true }: { namespaced?: boolean; all?: boolean } = {},
): ResourceType => ({
  group,
  version: 'v1',
  kind,
  resource,
  singular: kind.toLowerCase(),
  namespaced,
  shortNames: shortName === '' ? [] : [shortName],
  categories: all ? ['all'] : [],
})

export const types = {
  namespaces: type('', 'Namespace', 'namespaces', 'ns', { namespaced: false, all: false }),
  nodes: type('', 'Node', 'nodes', 'no', { namespaced: false, all: false }),
  pods: type('', 'Pod', 'pods', 'po'),
  deployments: type('apps', 'Deployment', 'deployments', 'deploy'),
  replicasets: type('apps', 'ReplicaSet', 'replicasets', 'rs'),
  statefulsets: type('apps', 'StatefulSet', 'statefulsets', 'sts'),
  daemonsets: type('apps', 'DaemonSet', 'daemonsets', 'ds'),
  jobs: type('batch', 'Job', 'jobs', ''),
  cronjobs: type('batch', 'CronJob', 'cronjobs', 'cj'),
} as const

export const allTypes: readonly ResourceType[] = Object.values(types)

/** `pods`, `deployments.apps`: as kubectl and error messages name a type. */
export function qualifiedName(of: Pick<ResourceType, 'group' | 'resource'>): string {
  return of.group === '' ? of.resource : `${of.resource}.${of.group}`
}

/** `v1`, `apps/v1`. */
export function apiVersionOf(of: Pick<ResourceType, 'group' | 'version'>): string {
  return of.group === '' ? of.version : `${of.group}/${of.version}`
}
