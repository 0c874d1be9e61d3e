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
  /** What may be asked of an object beyond itself: `status`, `scale`, … */
  readonly subresources: readonly string[]
}

interface Rest {
  readonly version?: string
  readonly shortNames?: readonly string[]
  readonly namespaced?: false
  readonly categories?: readonly string[]
  readonly subresources?: readonly string[]
}

const type = (group: string, kind: string, resource: string, rest: Rest = {}): ResourceType => ({
  group,
  version: rest.version ?? 'v1',
  kind,
  resource,
  singular: kind.toLowerCase(),
  namespaced: rest.namespaced ?? true,
  shortNames: rest.shortNames ?? [],
  categories: rest.categories ?? [],
  subresources: rest.subresources ?? [],
})

const all = { categories: ['all'] }
const status = { subresources: ['status'] }
const scalable = { subresources: ['status', 'scale'] }
const clusterWide = { namespaced: false } as const

const rbac = 'rbac.authorization.k8s.io'
const argo = 'argoproj.io'

/** Names, short names and categories as the API server's discovery has them, v1.36; Argo's as its CRDs have, v1.9. */
export const types = {
  namespaces: type('', 'Namespace', 'namespaces', { ...clusterWide, ...status, shortNames: ['ns'] }),
  nodes: type('', 'Node', 'nodes', { ...clusterWide, ...status, shortNames: ['no'] }),
  pods: type('', 'Pod', 'pods', { ...all, shortNames: ['po'], subresources: ['status', 'log', 'eviction', 'resize'] }),
  services: type('', 'Service', 'services', { ...all, ...status, shortNames: ['svc'] }),
  configmaps: type('', 'ConfigMap', 'configmaps', { shortNames: ['cm'] }),
  secrets: type('', 'Secret', 'secrets'),
  serviceaccounts: type('', 'ServiceAccount', 'serviceaccounts', { shortNames: ['sa'] }),
  events: type('', 'Event', 'events', { shortNames: ['ev'] }),
  persistentvolumeclaims: type('', 'PersistentVolumeClaim', 'persistentvolumeclaims', {
    ...status,
    shortNames: ['pvc'],
  }),
  persistentvolumes: type('', 'PersistentVolume', 'persistentvolumes', {
    ...clusterWide,
    ...status,
    shortNames: ['pv'],
  }),
  resourcequotas: type('', 'ResourceQuota', 'resourcequotas', { ...status, shortNames: ['quota'] }),
  limitranges: type('', 'LimitRange', 'limitranges', { shortNames: ['limits'] }),
  deployments: type('apps', 'Deployment', 'deployments', { ...all, ...scalable, shortNames: ['deploy'] }),
  replicasets: type('apps', 'ReplicaSet', 'replicasets', { ...all, ...scalable, shortNames: ['rs'] }),
  statefulsets: type('apps', 'StatefulSet', 'statefulsets', { ...all, ...scalable, shortNames: ['sts'] }),
  daemonsets: type('apps', 'DaemonSet', 'daemonsets', { ...all, ...status, shortNames: ['ds'] }),
  controllerrevisions: type('apps', 'ControllerRevision', 'controllerrevisions'),
  jobs: type('batch', 'Job', 'jobs', { ...all, ...status }),
  cronjobs: type('batch', 'CronJob', 'cronjobs', { ...all, ...status, shortNames: ['cj'] }),
  horizontalpodautoscalers: type('autoscaling', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', {
    ...all,
    ...status,
    version: 'v2',
    shortNames: ['hpa'],
  }),
  poddisruptionbudgets: type('policy', 'PodDisruptionBudget', 'poddisruptionbudgets', {
    ...status,
    shortNames: ['pdb'],
  }),
  ingresses: type('networking.k8s.io', 'Ingress', 'ingresses', { ...status, shortNames: ['ing'] }),
  ingressclasses: type('networking.k8s.io', 'IngressClass', 'ingressclasses', clusterWide),
  networkpolicies: type('networking.k8s.io', 'NetworkPolicy', 'networkpolicies', { shortNames: ['netpol'] }),
  endpointslices: type('discovery.k8s.io', 'EndpointSlice', 'endpointslices'),
  storageclasses: type('storage.k8s.io', 'StorageClass', 'storageclasses', { ...clusterWide, shortNames: ['sc'] }),
  leases: type('coordination.k8s.io', 'Lease', 'leases'),
  priorityclasses: type('scheduling.k8s.io', 'PriorityClass', 'priorityclasses', {
    ...clusterWide,
    shortNames: ['pc'],
  }),
  roles: type(rbac, 'Role', 'roles'),
  rolebindings: type(rbac, 'RoleBinding', 'rolebindings'),
  clusterroles: type(rbac, 'ClusterRole', 'clusterroles', clusterWide),
  clusterrolebindings: type(rbac, 'ClusterRoleBinding', 'clusterrolebindings', clusterWide),
  customresourcedefinitions: type('apiextensions.k8s.io', 'CustomResourceDefinition', 'customresourcedefinitions', {
    ...clusterWide,
    ...status,
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
  }),
  rollouts: type(argo, 'Rollout', 'rollouts', { ...scalable, version: 'v1alpha1', shortNames: ['ro'] }),
  analysisruns: type(argo, 'AnalysisRun', 'analysisruns', { version: 'v1alpha1', shortNames: ['ar'] }),
  analysistemplates: type(argo, 'AnalysisTemplate', 'analysistemplates', { version: 'v1alpha1', shortNames: ['at'] }),
  clusteranalysistemplates: type(argo, 'ClusterAnalysisTemplate', 'clusteranalysistemplates', {
    ...clusterWide,
    version: 'v1alpha1',
    shortNames: ['cat'],
  }),
  experiments: type(argo, 'Experiment', 'experiments', { version: 'v1alpha1', shortNames: ['exp'] }),
} as const

export type ResourceName = keyof typeof types

export const allTypes: readonly ResourceType[] = Object.values(types)

/** `pods`, `deployments.apps`: as kubectl and error messages name a type. */
export function qualifiedName(of: Pick<ResourceType, 'group' | 'resource'>): string {
  return of.group === '' ? of.resource : `${of.resource}.${of.group}`
}

/** `v1`, `apps/v1`. */
export function apiVersionOf(of: Pick<ResourceType, 'group' | 'version'>): string {
  return of.group === '' ? of.version : `${of.group}/${of.version}`
}
