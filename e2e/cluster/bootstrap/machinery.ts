import type { Manifest } from '@/e2e/cluster/manifest'
import { clusterRole, clusterRoleBinding, read, roleBinding, rule, userSubject } from './rbac'

const watchedByKubeStateMetrics = [
  ...['', 'apps', 'batch', 'autoscaling', 'policy', 'networking.k8s.io', 'storage.k8s.io', 'coordination.k8s.io'],
  ...['admissionregistration.k8s.io', 'certificates.k8s.io', 'discovery.k8s.io'],
]

/** What metrics-server, kube-state-metrics, Prometheus and Argo Rollouts need to do their work. */
export const machineryRights: readonly Manifest[] = [
  // without it those who may view or edit could not read metrics
  clusterRole(
    'system:aggregated-metrics-reader',
    [rule(['metrics.k8s.io'], ['pods', 'nodes'], read)],
    ['view', 'edit', 'admin'],
  ),
  clusterRole('system:metrics-server', [rule([''], ['nodes/metrics'], ['get']), rule([''], ['pods', 'nodes'], read)]),
  clusterRoleBinding('system:metrics-server', 'system:metrics-server', userSubject('metrics-server')),
  clusterRoleBinding('metrics-server:system:auth-delegator', 'system:auth-delegator', userSubject('metrics-server')),
  roleBinding(
    'kube-system',
    'metrics-server-auth-reader',
    { kind: 'Role', name: 'extension-apiserver-authentication-reader' },
    userSubject('metrics-server'),
  ),
  clusterRole('quarterdeck:kube-state-metrics', [rule(watchedByKubeStateMetrics, ['*'], ['list', 'watch'])]),
  clusterRoleBinding(
    'quarterdeck:kube-state-metrics',
    'quarterdeck:kube-state-metrics',
    userSubject('kube-state-metrics'),
  ),
  clusterRole('quarterdeck:prometheus', [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }]),
  clusterRoleBinding('quarterdeck:prometheus', 'quarterdeck:prometheus', userSubject('prometheus')),
  clusterRoleBinding('quarterdeck:argo-rollouts', 'cluster-admin', userSubject('argo-rollouts')),
]
