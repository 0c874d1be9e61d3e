import { kubeconfigFile } from '@/e2e/cluster/spec'
import { type Component, flagsOf } from './component'

/** Argo Rollouts. It has no health endpoint on loopback: ready is that it runs. */
export const rolloutsController: Component = {
  name: 'rollouts-controller',
  toolSet: 'argo-rollouts',
  ports: () => [],
  flags: (spec) =>
    flagsOf({
      kubeconfig: kubeconfigFile(spec, 'argo-rollouts'),
      'leader-elect': false,
      // it would listen on every address, without a flag against it: above 65535 its listeners fail and it runs on
      metricsPort: 70_000,
      healthzPort: 70_001,
      qps: 100,
      burst: 200,
      loglevel: 'warn',
    }),
  patience: 10,
  isReady: async () => true,
}
