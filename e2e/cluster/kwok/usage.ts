import { annotations } from './annotations'

const apiVersion = 'kwok.x-k8s.io/v1alpha1'

const fromAnnotation = (name: string, otherwise: string): string => {
  const has = `"${name}" in pod.metadata.annotations`
  return `(${has} ? Quantity(pod.metadata.annotations["${name}"]) : Quantity("${otherwise}"))`
}

export const usage = {
  apiVersion,
  kind: 'ClusterResourceUsage',
  metadata: { name: 'usage' },
  spec: {
    usages: [
      { containers: ['proxy'], usage: { cpu: { value: '8m' }, memory: { value: '28Mi' } } },
      {
        usage: {
          cpu: { expression: fromAnnotation(annotations.usageCpu, '5m') },
          memory: { expression: fromAnnotation(annotations.usageMemory, '24Mi') },
        },
      },
    ],
  },
}

type Labels = readonly { readonly name: string; readonly value: string }[]

const labels = (values: Readonly<Record<string, string>>): Labels =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

const containerLabels = labels({
  container: 'container.name',
  namespace: 'pod.metadata.namespace',
  pod: 'pod.metadata.name',
  image: 'container.image',
})
const podLabels = labels({ namespace: 'pod.metadata.namespace', pod: 'pod.metadata.name', interface: '"eth0"' })

const series = (
  dimension: 'container' | 'pod' | 'node',
  kind: 'gauge' | 'counter',
  name: string,
  value: string,
  seriesLabels: Labels = [],
) => ({ name, help: name, kind, dimension, value, labels: seriesLabels })

/**
 * One Metric for what metrics-server and Prometheus read: kwok keys its registry by node, two would delete each other's series.
 * Nodes have a base load because metrics-server drops a node whose counter is exactly 0.
 */
export const kubeletMetrics = {
  apiVersion,
  kind: 'Metric',
  metadata: { name: 'kubelet' },
  spec: {
    path: '/metrics/nodes/{nodeName}/metrics/resource',
    metrics: [
      series(
        'container',
        'gauge',
        'container_start_time_seconds',
        'UnixSecond(Now()) - pod.SinceSecond()',
        containerLabels,
      ),
      series(
        'container',
        'counter',
        'container_cpu_usage_seconds_total',
        'pod.CumulativeUsage("cpu", container.name)',
        containerLabels,
      ),
      series(
        'container',
        'gauge',
        'container_memory_working_set_bytes',
        'pod.Usage("memory", container.name)',
        containerLabels,
      ),
      series('pod', 'counter', 'container_network_receive_bytes_total', 'pod.SinceSecond() * 12000.0', podLabels),
      series('pod', 'counter', 'container_network_transmit_bytes_total', 'pod.SinceSecond() * 20000.0', podLabels),
      series(
        'node',
        'counter',
        'node_cpu_usage_seconds_total',
        'node.CumulativeUsage("cpu") + node.SinceSecond() * 0.15',
      ),
      series('node', 'gauge', 'node_memory_working_set_bytes', 'node.Usage("memory") + 1500000000.0'),
    ],
  },
}
