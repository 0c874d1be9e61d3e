import { join } from 'node:path'
import { kwokConfiguration } from '@/e2e/cluster/kwok/configuration'
import { containerLog, previousContainerLog } from '@/e2e/cluster/kwok/container-log'
import { type ClusterSpec, certificateFile, keyFile, kubeconfigFile } from '@/e2e/cluster/spec'
import { type Component, flagsOf } from './component'

const configurationFile = (spec: ClusterSpec): string => join(spec.folder, 'kwok.yaml')
const logsOf = (spec: ClusterSpec) => ({
  current: join(spec.folder, 'container.log'),
  previous: join(spec.folder, 'container-previous.log'),
})

/** The kubelets of all nodes. Leases of 400 s cost one write per second and 100 nodes. */
export const kwok: Component = {
  name: 'kwok',
  toolSet: 'kwok',
  givesWay: true,
  ports: ({ ports }) => [ports.kubelet],
  flags: (spec) =>
    flagsOf({
      kubeconfig: kubeconfigFile(spec, 'kwok'),
      config: configurationFile(spec),
      'manage-all-nodes': true,
      'server-address': `127.0.0.1:${spec.ports.kubelet}`,
      'node-ip': '127.0.0.1',
      'node-port': spec.ports.kubelet,
      'tls-cert-file': certificateFile(spec, 'kubelet'),
      'tls-private-key-file': keyFile(spec, 'kubelet'),
      'node-lease-duration-seconds': 400,
      cidr: '10.64.0.0/10',
      // at WARN it writes a line per series while a node has no pods
      v: 'ERROR',
    }),
  files: (spec) => ({
    [configurationFile(spec)]: kwokConfiguration(logsOf(spec)),
    [logsOf(spec).current]: containerLog(new Date(Date.now() - 3_600_000)),
    [logsOf(spec).previous]: previousContainerLog(new Date(Date.now() - 7_200_000)),
  }),
  patience: 60,
  isReady: (probe, { ports }) => probe.isHealthy(`http://127.0.0.1:${ports.kubelet}/healthz`),
}
