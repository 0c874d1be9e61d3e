import { expect, test } from 'vitest'
import type { PodDisruptionBudget } from '@/demo/store/autoscaling-objects'
import type { Service } from '@/demo/store/network-objects'
import { openWorkloads, type Workloads } from './rig'

function serve(rig: Workloads, spec: Partial<Service['spec']> = {}): void {
  rig.cluster.store.services.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: rig.metadata('web'),
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }], ...spec },
    status: { loadBalancer: {} },
  })
}
const slices = ({ cluster }: Workloads) =>
  [...cluster.store.endpointslices.values()].filter(({ metadata }) => metadata.generateName === 'web-')
const endpoints = (rig: Workloads) => slices(rig).flatMap((slice) => slice.endpoints)

test('the endpoints follow the pods: ready, on their way out, gone', () => {
  const rig = openWorkloads()
  serve(rig)
  rig.wait(1)
  expect(slices(rig)).toMatchObject([{ endpoints: [], ports: [], addressType: 'IPv4' }])
  rig.deployment('web', { replicas: 2 })
  rig.wait(30)
  const [pod] = rig.pods('web')
  if (pod === undefined) throw new Error('There is no pod.')
  const node = rig.cluster.store.nodes.get(undefined, pod.spec.nodeName ?? '')
  expect(slices(rig)).toHaveLength(1)
  expect(slices(rig)[0]).toMatchObject({
    metadata: {
      labels: {
        'kubernetes.io/service-name': 'web',
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      },
      ownerReferences: [{ kind: 'Service', name: 'web', controller: true, blockOwnerDeletion: true }],
    },
    ports: [{ name: '', port: 8080, protocol: 'TCP' }],
  })
  expect(endpoints(rig)).toHaveLength(2)
  expect(endpoints(rig)).toContainEqual({
    addresses: [pod.status.podIP],
    conditions: { ready: true, serving: true, terminating: false },
    nodeName: pod.spec.nodeName,
    targetRef: { kind: 'Pod', namespace: 'default', name: pod.metadata.name, uid: pod.metadata.uid },
    zone: node?.metadata.labels?.['topology.kubernetes.io/zone'],
  })
  const seen: boolean[] = []
  rig.cluster.store.endpointslices.listen(({ object }) => {
    seen.push(
      object.endpoints.some(({ conditions }) => conditions.terminating && conditions.serving && !conditions.ready),
    )
  })
  rig.change(rig.cluster.store.deployments, 'web', { replicas: 0 })
  rig.wait(40)
  expect(seen).toContain(true)
  expect(endpoints(rig)).toEqual([])
  expect(slices(rig)).toHaveLength(1)
})

test('a slice holds a hundred endpoints at most', () => {
  const rig = openWorkloads({ nodes: 12 })
  serve(rig)
  rig.deployment('web', { replicas: 120 })
  rig.wait(60)
  expect(slices(rig).map((slice) => slice.endpoints.length)).toEqual([100, 20])
})

function protect(rig: Workloads, spec: PodDisruptionBudget['spec']): void {
  const status = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }
  const object = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: rig.metadata('web') }
  rig.cluster.store.poddisruptionbudgets.create({ ...object, spec, status })
}
const budget = ({ cluster, namespace }: Workloads) => cluster.store.poddisruptionbudgets.get(namespace, 'web')
const selector = { matchLabels: { app: 'web' } }

test.each<[PodDisruptionBudget['spec'], number, number, number]>([
  [{ minAvailable: 2, selector }, 4, 2, 2],
  [{ minAvailable: '60%', selector }, 4, 3, 1],
  [{ maxUnavailable: 1, selector }, 4, 3, 1],
  [{ maxUnavailable: '30%', selector }, 4, 2, 2],
  [{ maxUnavailable: 0, selector }, 4, 4, 0],
])('of 4 pods %o expects, wants healthy and allows as reckoned', (spec, expected, desired, allowed) => {
  const rig = openWorkloads()
  protect(rig, spec)
  rig.wait(1)
  rig.deployment('web', { replicas: 4 })
  rig.wait(30)
  expect(budget(rig)?.status).toMatchObject({
    expectedPods: expected,
    currentHealthy: 4,
    desiredHealthy: desired,
    disruptionsAllowed: allowed,
    observedGeneration: 1,
    conditions: [
      {
        type: 'DisruptionAllowed',
        status: allowed > 0 ? 'True' : 'False',
        reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
        message: '',
      },
    ],
  })
  expect(rig.events('web')).toContain('NoPods: No matching pods found')
})

test('an eviction that is allowed counts until its pod is gone, and no longer than two minutes', () => {
  const rig = openWorkloads()
  rig.deployment('web', { replicas: 3 })
  rig.wait(30)
  protect(rig, { minAvailable: 2, selector })
  rig.wait(1)
  const [pod] = rig.pods('web')
  const known = budget(rig)
  if (pod === undefined || known === undefined) throw new Error('Pod or budget is missing.')
  const disruptedPods = { [pod.metadata.name]: '2026-11-24T08:00:31Z' }
  rig.cluster.store.poddisruptionbudgets.update({
    ...known,
    status: { ...known.status, disruptionsAllowed: 0, disruptedPods },
  })
  rig.wait(10)
  expect(budget(rig)?.status).toMatchObject({ currentHealthy: 2, disruptionsAllowed: 0, disruptedPods })
  rig.wait(125)
  expect(budget(rig)?.status).toMatchObject({ currentHealthy: 3, disruptionsAllowed: 1 })
  expect(budget(rig)?.status.disruptedPods).toBeUndefined()
})

test('pods of a controller without a scale make the budget fail its sync', () => {
  const rig = openWorkloads()
  protect(rig, { maxUnavailable: 1, selector })
  rig.cluster.store.daemonsets.create({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: rig.metadata('agent'),
    spec: { selector, template: rig.template('agent:1'), updateStrategy: { type: 'RollingUpdate' } },
    status: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  })
  rig.wait(5)
  expect(budget(rig)?.status.conditions).toMatchObject([
    { status: 'False', reason: 'SyncFailed', message: 'daemonsets.apps does not implement the scale subresource' },
  ])
})
