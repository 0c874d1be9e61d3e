import type { PolicyRule } from '@/demo/store/rbac-objects'

const words = (text: string): readonly string[] => text.split(' ')
const groupNamed = (name: string) => (name === 'core' ? '' : name)

/** Each text is words with a space between; the group without a name is `core` here. */
export const rule = (groups: string, resources: string, verbs: string): PolicyRule => ({
  verbs: words(verbs),
  apiGroups: words(groups).map(groupNamed),
  resources: words(resources),
})

export const read = 'get list watch'
export const write = 'create delete deletecollection patch update'

const workloads = 'daemonsets deployments replicasets statefulsets'
const scales = 'deployments/scale replicasets/scale statefulsets/scale'
const argo =
  'rollouts rollouts/scale rollouts/status experiments analysistemplates clusteranalysistemplates analysisruns'
const infoUrls = words('/healthz /livez /readyz /version /version/')

const toView: readonly PolicyRule[] = [
  rule(
    'core',
    'configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers' +
      ' replicationcontrollers/scale serviceaccounts services services/status',
    read,
  ),
  rule(
    'core',
    'bindings limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas' +
      ' resourcequotas/status',
    read,
  ),
  rule('core', 'namespaces', read),
  rule('core events.k8s.io', 'events', read),
  rule('discovery.k8s.io', 'endpointslices', read),
  rule(
    'apps',
    `controllerrevisions ${workloads} ${scales} daemonsets/status deployments/status replicasets/status statefulsets/status`,
    read,
  ),
  rule('autoscaling', 'horizontalpodautoscalers horizontalpodautoscalers/status', read),
  rule('batch', 'cronjobs cronjobs/status jobs jobs/status', read),
  rule('policy', 'poddisruptionbudgets poddisruptionbudgets/status', read),
  rule('networking.k8s.io', 'ingresses ingresses/status networkpolicies', read),
]

const remote = 'pods/attach pods/exec pods/portforward pods/proxy'

const toEdit: readonly PolicyRule[] = [
  rule('core', `${remote} secrets services/proxy`, read),
  rule('core', 'serviceaccounts', 'impersonate'),
  rule('core', `pods ${remote}`, write),
  rule('core', 'pods/eviction', 'create'),
  rule(
    'core',
    'configmaps persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services' +
      ' services/proxy',
    write,
  ),
  rule('core', 'serviceaccounts/token', 'create'),
  rule('core events.k8s.io', 'events', write),
  rule('apps', `${workloads} deployments/rollback ${scales}`, write),
  rule('autoscaling', 'horizontalpodautoscalers', write),
  rule('batch', 'cronjobs jobs', write),
  rule('policy', 'poddisruptionbudgets', write),
  rule('networking.k8s.io', 'ingresses networkpolicies', write),
  rule('coordination.k8s.io', 'leases', `${write} ${read}`),
]

const toAdmin: readonly PolicyRule[] = [
  rule('authorization.k8s.io', 'localsubjectaccessreviews', 'create'),
  rule('rbac.authorization.k8s.io', 'rolebindings roles', `${write} ${read}`),
]

const argoToView = [rule('argoproj.io', argo, read)]
const argoToEdit = [rule('argoproj.io', argo, `${write} ${read}`)]
const metricsReader = [rule('metrics.k8s.io', 'pods nodes', read)]

export const view: readonly PolicyRule[] = [...toView, ...metricsReader, ...argoToView]
const edit = [...toEdit, ...argoToEdit, ...view]
const toBoth = 'admin edit'

export interface DefaultRole {
  readonly rules: readonly PolicyRule[]
  /** The roles into which its rules go: `admin`, `edit`, `view`. */
  readonly aggregateTo?: string
  /** Its own rules are the union of those that name this one. */
  readonly aggregates?: string
  /** The groups that are bound to it from the start. */
  readonly groups?: readonly string[]
}

/** pkg/../bootstrappolicy, v1.36, less the controllers' own and what is of groups that nobody serves; Argo's as it installs. */
export const defaultRoles: Readonly<Record<string, DefaultRole>> = {
  'cluster-admin': {
    rules: [rule('*', '*', '*'), { verbs: ['*'], nonResourceURLs: ['*'] }],
    groups: ['system:masters'],
  },
  admin: { rules: [...toAdmin, ...edit], aggregates: 'admin' },
  edit: { rules: edit, aggregates: 'edit', aggregateTo: 'admin' },
  view: { rules: view, aggregates: 'view', aggregateTo: 'edit' },
  'system:aggregate-to-admin': { rules: toAdmin, aggregateTo: 'admin' },
  'system:aggregate-to-edit': { rules: toEdit, aggregateTo: 'edit' },
  'system:aggregate-to-view': { rules: toView, aggregateTo: 'view' },
  'system:aggregated-metrics-reader': { rules: metricsReader, aggregateTo: `${toBoth} view` },
  'argo-rollouts-aggregate-to-admin': { rules: argoToEdit, aggregateTo: 'admin' },
  'argo-rollouts-aggregate-to-edit': { rules: argoToEdit, aggregateTo: 'edit' },
  'argo-rollouts-aggregate-to-view': { rules: argoToView, aggregateTo: 'view' },
  'system:auth-delegator': {
    rules: [
      rule('authentication.k8s.io', 'tokenreviews', 'create'),
      rule('authorization.k8s.io', 'subjectaccessreviews', 'create'),
    ],
  },
  'system:basic-user': {
    rules: [
      rule('authorization.k8s.io', 'selfsubjectaccessreviews selfsubjectrulesreviews', 'create'),
      rule('authentication.k8s.io', 'selfsubjectreviews', 'create'),
    ],
    groups: ['system:authenticated'],
  },
  'system:discovery': {
    rules: [
      {
        verbs: ['get'],
        nonResourceURLs: words(
          '/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/',
        ),
      },
    ],
    groups: ['system:authenticated'],
  },
  'system:public-info-viewer': {
    rules: [{ verbs: ['get'], nonResourceURLs: infoUrls }],
    groups: ['system:authenticated', 'system:unauthenticated'],
  },
}

/** What `view` shows, but no logs: for those who look on. */
export const viewWithoutLogs: readonly PolicyRule[] = view.map((each) => ({
  ...each,
  resources: (each.resources ?? []).filter((resource) => resource !== 'pods/log'),
}))
