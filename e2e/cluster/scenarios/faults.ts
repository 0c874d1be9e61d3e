import type { Pod, ResourceQuota } from 'kubernetes-types/core/v1'
import { annotations, type PodFault } from '@/e2e/cluster/kwok/annotations'
import type { Manifest } from '@/e2e/cluster/manifest'
import { demoImage, deployment, labelsOf, mainContainer, namespaceManifest } from './workload'

const namespace = 'faults'

const inTwoPods: readonly PodFault[] = ['crashloop', 'oom', 'createconfig', 'stuckcreating', 'unready', 'flaky']

const barePod = (name: string, app: string, fault: PodFault): Manifest<Pod> => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: labelsOf(app), annotations: { [annotations.fault]: fault } },
  spec: { containers: [mainContainer(demoImage(app))] },
})

const tightQuota: Manifest<ResourceQuota> = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'tight', namespace: 'guarded' },
  spec: { hard: { pods: '1', 'requests.cpu': '1' } },
}

/** One Deployment per cause; scheduler, quota and deadline are the real ones. */
export const faultObjects: readonly Manifest[] = [
  namespaceManifest(namespace),
  namespaceManifest('guarded'),
  ...inTwoPods.map((fault) => deployment(namespace, fault, 2, { fault })),
  deployment(namespace, 'imagepull', 2, { fault: 'imagepull', image: demoImage('no-such', '9.9.9') }),
  deployment(namespace, 'initcrash', 1, {
    fault: 'initcrash',
    spec: { initContainers: [{ name: 'migrate', image: demoImage('migrate') }] },
  }),
  deployment(namespace, 'unschedulable', 2, { container: { resources: { requests: { cpu: '500' } } } }),
  deployment(namespace, 'no-such-node', 1, { spec: { nodeSelector: { 'node-pool': 'gpu' } } }),
  deployment(namespace, 'deadline', 3, { fault: 'unready' }, { progressDeadlineSeconds: 30 }),
  tightQuota,
  deployment('guarded', 'quota-blocked', 3),
  barePod('stuck-terminating', 'stuck', 'stuckterminating'),
  barePod('evicted-0', 'evicted', 'evicted'),
  barePod('evicted-1', 'evicted', 'evicted'),
]
