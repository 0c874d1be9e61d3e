import { join } from 'node:path'
import { type ClusterSpec, certificateFile, keyFile } from '@/e2e/cluster/spec'
import { type Component, flagsOf } from './component'

const configurationFile = (spec: ClusterSpec): string => join(spec.folder, 'prometheus.yaml')
export const prometheusUrl = (spec: ClusterSpec): string => `http://127.0.0.1:${spec.ports.prometheus}`

/** Its API only: the pages are not part of the Go module. */
export const prometheus: Component = {
  name: 'prometheus',
  toolSet: 'prometheus',
  givesWay: true,
  ports: ({ ports }) => [ports.prometheus],
  flags: (spec) =>
    flagsOf({
      'config.file': configurationFile(spec),
      'storage.tsdb.path': join(spec.folder, 'prometheus'),
      'storage.tsdb.retention.time': '6h',
      'web.listen-address': `127.0.0.1:${spec.ports.prometheus}`,
      'log.level': 'warn',
    }),
  files: (spec) => ({ [configurationFile(spec)]: JSON.stringify(configuration(spec), null, 2) }),
  patience: 60,
  isReady: (probe, spec) => probe.isHealthy(`${prometheusUrl(spec)}/-/ready`),
}

const configuration = (spec: ClusterSpec) => ({
  global: {
    scrape_interval: spec.scrapeInterval,
    evaluation_interval: spec.scrapeInterval,
    external_labels: { cluster: 'quarterdeck' },
  },
  scrape_configs: [apiServerJob(spec), kubeStateMetricsJob(spec), kubeletJob(spec)],
})

/** Histograms that nobody here asks for make up most of what an API server exports. */
const droppedMetrics = [
  'apiserver_request_(sli_|body_|slo_).*',
  'apiserver_watch_(cache|events).*',
  'etcd_request_duration.*_bucket',
  'apiserver_response_sizes.*',
]

const apiServerJob = (spec: ClusterSpec) => ({
  job_name: 'apiserver',
  scheme: 'https',
  tls_config: {
    ca_file: certificateFile(spec, 'ca'),
    cert_file: certificateFile(spec, 'prometheus'),
    key_file: keyFile(spec, 'prometheus'),
  },
  static_configs: [{ targets: [`127.0.0.1:${spec.ports.apiServer}`] }],
  metric_relabel_configs: [{ source_labels: ['__name__'], regex: droppedMetrics.join('|'), action: 'drop' }],
})

const kubeStateMetricsJob = ({ ports }: ClusterSpec) => ({
  job_name: 'kube-state-metrics',
  honor_labels: true,
  static_configs: [{ targets: [`127.0.0.1:${ports.kubeStateMetrics}`] }],
})

const kubeletJob = (spec: ClusterSpec) => ({
  job_name: 'kubelet',
  scheme: 'https',
  tls_config: { ca_file: certificateFile(spec, 'ca'), server_name: 'localhost' },
  http_sd_configs: [{ url: `http://127.0.0.1:${spec.ports.kubelet}/discovery/prometheus`, refresh_interval: '30s' }],
  relabel_configs: [
    {
      source_labels: ['__metrics_path__'],
      regex: '/metrics/nodes/(.+)/metrics/resource',
      target_label: 'node',
      replacement: '$1',
    },
    { source_labels: ['node'], target_label: 'instance' },
    { target_label: 'metrics_path', replacement: '/metrics/cadvisor' },
    { regex: 'metrics_name', action: 'labeldrop' },
  ],
})
