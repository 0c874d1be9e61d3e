/** A type that some view is made of. */
export interface Resource {
  readonly group: string
  readonly resource: string
  /** `deployments.apps` */
  readonly name: string
  readonly namespaced: boolean
  /** Of the collection in all namespaces. */
  readonly path: string
}

function declare(version: string, resource: string, namespaced = true): Resource {
  const [group = '', ...rest] = version.includes('/') ? version.split('/') : ['', version]
  const root = group === '' ? `/api/${rest.join()}` : `/apis/${version}`
  return {
    group,
    resource,
    name: group === '' ? resource : `${resource}.${group}`,
    namespaced,
    path: `${root}/${resource}`,
  }
}

export const resources: readonly [Resource, ...Resource[]] = [
  declare('v1', 'pods'),
  declare('v1', 'nodes', false),
  declare('v1', 'namespaces', false),
  declare('v1', 'events'),
  declare('v1', 'services'),
  declare('v1', 'persistentvolumeclaims'),
  declare('v1', 'resourcequotas'),
  declare('apps/v1', 'deployments'),
  declare('apps/v1', 'replicasets'),
  declare('apps/v1', 'statefulsets'),
  declare('apps/v1', 'daemonsets'),
  declare('batch/v1', 'jobs'),
  declare('batch/v1', 'cronjobs'),
  declare('autoscaling/v2', 'horizontalpodautoscalers'),
  declare('policy/v1', 'poddisruptionbudgets'),
  declare('networking.k8s.io/v1', 'ingresses'),
  declare('networking.k8s.io/v1', 'networkpolicies'),
  declare('discovery.k8s.io/v1', 'endpointslices'),
]

/** Where a collection of one namespace is. */
export function pathIn({ path, resource }: Resource, namespace: string): string {
  return `${path.slice(0, -resource.length)}namespaces/${namespace}/${resource}`
}

const names = new Map(
  Object.entries({
    Pod: 'pods',
    Node: 'nodes',
    Namespace: 'namespaces',
    Event: 'events',
    Service: 'services',
    PersistentVolumeClaim: 'persistentvolumeclaims',
    ResourceQuota: 'resourcequotas',
    Deployment: 'deployments.apps',
    ReplicaSet: 'replicasets.apps',
    StatefulSet: 'statefulsets.apps',
    DaemonSet: 'daemonsets.apps',
    Job: 'jobs.batch',
    CronJob: 'cronjobs.batch',
    HorizontalPodAutoscaler: 'horizontalpodautoscalers.autoscaling',
    PodDisruptionBudget: 'poddisruptionbudgets.policy',
    Ingress: 'ingresses.networking.k8s.io',
    NetworkPolicy: 'networkpolicies.networking.k8s.io',
    EndpointSlice: 'endpointslices.discovery.k8s.io',
  }),
)

/** `deployments.apps` of `Deployment`; undefined for a kind that no view is made of. */
export const resourceOfKind = (kind: string): string | undefined => names.get(kind)
