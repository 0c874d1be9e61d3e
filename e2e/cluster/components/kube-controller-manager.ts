import { type ClusterSpec, certificateFile, keyFile } from '@/e2e/cluster/spec'
import { type Component, flagsOf } from './component'
import { controllerConnection } from './controller-connection'

export const kubeControllerManager: Component = {
  name: 'kube-controller-manager',
  toolSet: 'kubernetes',
  ports: ({ ports }) => [ports.controllerManager],
  flags: (spec) => [
    ...controllerConnection(spec, 'kube-controller-manager', 'controller-manager', spec.ports.controllerManager),
    ...credentialFlags(spec),
    ...paceFlags,
  ],
  patience: 60,
  isReady: (probe, { ports }) => probe.isHealthy(`https://127.0.0.1:${ports.controllerManager}/healthz`),
}

const credentialFlags = (spec: ClusterSpec) =>
  flagsOf({
    'use-service-account-credentials': true,
    'root-ca-file': certificateFile(spec, 'ca'),
    'service-account-private-key-file': keyFile(spec, 'service-account'),
    'cluster-signing-cert-file': certificateFile(spec, 'ca'),
    'cluster-signing-key-file': keyFile(spec, 'ca'),
  })

/** Simulated nodes renew their leases rarely (see kwok); autoscalers decide in seconds so that tests need not wait minutes. */
const paceFlags = flagsOf({
  'node-monitor-grace-period': '480s',
  'concurrent-deployment-syncs': 10,
  'concurrent-replicaset-syncs': 10,
  'concurrent-gc-syncs': 20,
  'horizontal-pod-autoscaler-sync-period': '5s',
  'horizontal-pod-autoscaler-cpu-initialization-period': '10s',
  'horizontal-pod-autoscaler-initial-readiness-delay': '5s',
  'horizontal-pod-autoscaler-downscale-stabilization': '30s',
})
