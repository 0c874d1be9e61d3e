import { type ClusterSpec, certificateFile, keyFile, kubeconfigFile } from '@/e2e/cluster/spec'
import { flagsOf } from './component'

/** What the controller manager and the scheduler have in common: how they sign in and where they listen. */
export function controllerConnection(spec: ClusterSpec, user: string, certificate: string, port: number): string[] {
  const kubeconfig = kubeconfigFile(spec, user)
  return flagsOf({
    kubeconfig,
    'authentication-kubeconfig': kubeconfig,
    'authorization-kubeconfig': kubeconfig,
    'client-ca-file': certificateFile(spec, 'ca'),
    'requestheader-client-ca-file': certificateFile(spec, 'front-proxy-ca'),
    'tls-cert-file': certificateFile(spec, certificate),
    'tls-private-key-file': keyFile(spec, certificate),
    'bind-address': '127.0.0.1',
    'secure-port': port,
    'leader-elect': false,
    profiling: false,
    'kube-api-qps': 500,
    'kube-api-burst': 1000,
  })
}
