import { kubeconfigFile } from '@/e2e/cluster/spec'
import { type Component, flagsOf } from './component'

const resources = [
  ...['pods', 'deployments', 'replicasets', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'nodes', 'namespaces'],
  ...['horizontalpodautoscalers', 'poddisruptionbudgets', 'persistentvolumeclaims', 'services'],
]

/** Without a list it exports about 60 series per pod. */
const allowedMetrics = [
  'kube_pod_info',
  'kube_pod_owner',
  'kube_pod_status_(phase|ready|reason|unschedulable)',
  'kube_pod_container_status_(restarts_total|waiting_reason|last_terminated_reason)',
  'kube_pod_container_resource_(requests|limits)',
  'kube_replicaset_(owner|spec_replicas|status_ready_replicas)',
  'kube_(deployment|statefulset|daemonset|job|cronjob|horizontalpodautoscaler|poddisruptionbudget)_.*',
  'kube_(node|persistentvolumeclaim)_.*',
  'kube_namespace_status_phase',
  'kube_service_info',
]

export const kubeStateMetrics: Component = {
  name: 'kube-state-metrics',
  toolSet: 'kube-state-metrics',
  givesWay: true,
  ports: ({ ports }) => [ports.kubeStateMetrics, ports.kubeStateMetricsTelemetry],
  flags: (spec) =>
    flagsOf({
      kubeconfig: kubeconfigFile(spec, 'kube-state-metrics'),
      host: '127.0.0.1',
      port: spec.ports.kubeStateMetrics,
      'telemetry-host': '127.0.0.1',
      'telemetry-port': spec.ports.kubeStateMetricsTelemetry,
      resources: resources.join(','),
      'metric-allowlist': allowedMetrics.join(','),
    }),
  patience: 60,
  isReady: (probe, { ports }) => probe.isHealthy(`http://127.0.0.1:${ports.kubeStateMetrics}/healthz`),
}
