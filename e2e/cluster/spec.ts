import { join } from 'node:path'

/** Parts that a cluster can do without. */
export const optionalComponents = ['metrics-server', 'kube-state-metrics', 'prometheus', 'rollouts-controller'] as const
export type OptionalComponent = (typeof optionalComponents)[number]

/** What a person may choose; kept in cluster.json, so that later commands on the folder know it. */
export interface ClusterOptions {
  /** Of simulated nodes; each holds 250 pods. */
  readonly nodes: number
  /** The API server's port; the next nine are the other processes'. */
  readonly portBase: number
  readonly without: readonly OptionalComponent[]
  /** Go duration, how often metrics-server reads the nodes. */
  readonly metricResolution: string
  /** Go duration, how often Prometheus scrapes. */
  readonly scrapeInterval: string
}

export const defaultOptions: ClusterOptions = {
  nodes: 20,
  portBase: 16443,
  without: [],
  metricResolution: '15s',
  scrapeInterval: '30s',
}

interface Ports {
  readonly apiServer: number
  readonly etcd: number
  readonly etcdPeer: number
  readonly controllerManager: number
  readonly scheduler: number
  readonly kubelet: number
  readonly metricsServer: number
  readonly kubeStateMetrics: number
  readonly kubeStateMetricsTelemetry: number
  readonly prometheus: number
}

function portsFrom(base: number): Ports {
  return {
    apiServer: base,
    etcd: base + 1,
    etcdPeer: base + 2,
    controllerManager: base + 3,
    scheduler: base + 4,
    kubelet: base + 5,
    metricsServer: base + 6,
    kubeStateMetrics: base + 7,
    kubeStateMetricsTelemetry: base + 8,
    prometheus: base + 9,
  }
}

/** Everything that the processes' flags depend on. */
export interface ClusterSpec extends ClusterOptions {
  /** Absolute; holds all state of the cluster. */
  readonly folder: string
  readonly ports: Ports
}

export function clusterSpec(folder: string, options: ClusterOptions): ClusterSpec {
  return { ...options, folder, ports: portsFrom(options.portBase) }
}

export const certificateFile = (spec: ClusterSpec, name: string): string => join(spec.folder, 'pki', `${name}.crt`)
export const keyFile = (spec: ClusterSpec, name: string): string => join(spec.folder, 'pki', `${name}.key`)
export const kubeconfigFile = (spec: ClusterSpec, user: string): string => join(spec.folder, 'kubeconfig', user)
export const logFile = (spec: ClusterSpec, process: string): string => join(spec.folder, 'log', `${process}.log`)
export const pidFile = (spec: ClusterSpec, process: string): string => join(spec.folder, 'run', `${process}.pid`)
export const serverUrl = (spec: ClusterSpec): string => `https://127.0.0.1:${spec.ports.apiServer}`
