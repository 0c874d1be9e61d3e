import { groups, serviceAccounts } from '@/e2e/cluster/identities'
import type { Manifest } from '@/e2e/cluster/manifest'
import { clusterRole, clusterRoleBinding, groupSubject, read, roleBinding, rule, serviceAccountSubject } from './rbac'

/** Of the dashboard and of the service accounts. */
export const ownNamespace = 'quarterdeck'

const dashboard = serviceAccountSubject(serviceAccounts['dashboard-sa'], ownNamespace)
const viewer = serviceAccountSubject(serviceAccounts['viewer-sa'], ownNamespace)

const coreRead = [
  ...['pods', 'pods/log', 'services', 'endpoints', 'events', 'namespaces', 'nodes', 'configmaps'],
  ...['persistentvolumeclaims', 'persistentvolumes', 'replicationcontrollers', 'resourcequotas', 'limitranges'],
  'serviceaccounts',
]
const groupsRead = [
  ...['apps', 'batch', 'autoscaling', 'policy', 'networking.k8s.io', 'argoproj.io', 'metrics.k8s.io'],
  ...['discovery.k8s.io', 'apiextensions.k8s.io', 'storage.k8s.io', 'events.k8s.io', 'rbac.authorization.k8s.io'],
]

/** The dashboard reads everything but Secrets, asks what others may, and speaks in their name. */
const dashboardRights: readonly Manifest[] = [
  clusterRole('quarterdeck:dashboard-read', [
    rule([''], coreRead, read),
    rule(groupsRead, ['*'], read),
    rule(['authorization.k8s.io'], ['subjectaccessreviews'], ['create']),
    rule(['authentication.k8s.io'], ['tokenreviews'], ['create']),
  ]),
  clusterRole('quarterdeck:dashboard-impersonate', [
    rule([''], ['users', 'groups', 'serviceaccounts'], ['impersonate']),
  ]),
  clusterRoleBinding('quarterdeck:dashboard-read', 'quarterdeck:dashboard-read', dashboard),
  clusterRoleBinding('quarterdeck:dashboard-impersonate', 'quarterdeck:dashboard-impersonate', dashboard),
]

/** Edits everywhere, cordons and drains nodes, drives rollouts; reads RBAC but does not write it. */
const sreRights: readonly Manifest[] = [
  clusterRole('quarterdeck:sre', [
    rule([''], ['nodes'], [...read, 'patch', 'update']),
    rule([''], ['pods/eviction'], ['create']),
    rule([''], ['persistentvolumes', 'namespaces', 'events'], read),
    rule(['argoproj.io'], ['*'], ['*']),
    rule(['rbac.authorization.k8s.io', 'storage.k8s.io', 'apiextensions.k8s.io'], ['*'], read),
  ]),
  clusterRoleBinding('quarterdeck:sre-edit', 'edit', groupSubject(groups.sre)),
  clusterRoleBinding('quarterdeck:sre', 'quarterdeck:sre', groupSubject(groups.sre)),
]

const watchedByReleases = [
  'pods',
  'pods/log',
  'services',
  'events',
  'configmaps',
  'endpoints',
  'persistentvolumeclaims',
]
const changedByReleases = ['rollouts', 'rollouts/status', 'analysisruns', 'experiments', 'analysistemplates']

/** Changes workloads and rollouts; no deletion, no Secrets, no exec. Bound per namespace. */
const releaseRights: readonly Manifest[] = [
  clusterRole('quarterdeck:release-manager', [
    rule([''], watchedByReleases, read),
    rule(['apps'], ['deployments', 'statefulsets', 'daemonsets'], [...read, 'patch', 'update']),
    rule(['apps'], ['deployments/scale', 'statefulsets/scale'], ['get', 'patch', 'update']),
    rule(['apps'], ['replicasets', 'controllerrevisions'], read),
    rule(['batch'], ['jobs', 'cronjobs'], read),
    rule(['autoscaling', 'policy', 'networking.k8s.io', 'metrics.k8s.io'], ['*'], read),
    rule(['argoproj.io'], changedByReleases, [...read, 'patch', 'update']),
  ]),
]

/** The CRDs of Argo Rollouts bring no roles of their own. */
const rolloutsView = clusterRole('quarterdeck:rollouts-view', [rule(['argoproj.io'], ['*'], read)], ['view'])

export const peopleRights: readonly Manifest[] = [...dashboardRights, ...sreRights, ...releaseRights, rolloutsView]

/** Release managers work in the first ten teams, stakeholders look at three, the viewer account at one. */
export function teamBindings(namespace: string, index: number): readonly Manifest[] {
  const role = (name: string) => ({ kind: 'ClusterRole', name }) as const
  const bindings: Manifest[] = []
  if (index < 10) {
    const subject = groupSubject(groups.release)
    bindings.push(roleBinding(namespace, 'release-managers', role('quarterdeck:release-manager'), subject))
  }
  if (index < 3) bindings.push(roleBinding(namespace, 'stakeholders', role('view'), groupSubject(groups.stakeholder)))
  if (index === 0) bindings.push(roleBinding(namespace, 'viewer', role('view'), viewer))
  return bindings
}
