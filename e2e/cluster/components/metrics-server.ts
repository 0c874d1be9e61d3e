import { certificateFile, keyFile, kubeconfigFile, serverUrl } from '@/e2e/cluster/spec'
import { type Component, flagsOf } from './component'

export const metricsServer: Component = {
  name: 'metrics-server',
  toolSet: 'metrics-server',
  givesWay: true,
  ports: ({ ports }) => [ports.metricsServer],
  flags(spec) {
    const kubeconfig = kubeconfigFile(spec, 'metrics-server-client')
    return [
      ...flagsOf({
        kubeconfig,
        'authentication-kubeconfig': kubeconfig,
        'authorization-kubeconfig': kubeconfig,
        'bind-address': '127.0.0.1',
        'secure-port': spec.ports.metricsServer,
        'tls-cert-file': certificateFile(spec, 'metrics-server'),
        'tls-private-key-file': keyFile(spec, 'metrics-server'),
        'client-ca-file': certificateFile(spec, 'ca'),
        'kubelet-certificate-authority': certificateFile(spec, 'ca'),
        'kubelet-preferred-address-types': 'ExternalDNS',
        'metric-resolution': spec.metricResolution,
      }),
      '--kubelet-use-node-status-port',
    ]
  },
  patience: 240,
  /** Ready is: it has usage of nodes to tell, which takes two scrapes. */
  isReady: (probe, spec) => probe.hasItems(`${serverUrl(spec)}/apis/metrics.k8s.io/v1beta1/nodes`),
}
