import { expect, test } from 'vitest'
import type { Pod } from '@/demo/store/objects'
import { byDispensability } from './pods'
import { openWorkloads } from './rig'

interface Given {
  readonly node?: string
  readonly phase?: 'Pending' | 'Running'
  readonly readySince?: string
  readonly cost?: string
  readonly restarts?: number
  readonly born?: string
}

function pod(name: string, { node = 'a', phase = 'Running', readySince, cost, restarts = 0, born }: Given): Pod {
  const annotations = cost === undefined ? {} : { 'controller.kubernetes.io/pod-deletion-cost': cost }
  const web = { name: 'web', image: 'web', imageID: '', state: {}, lastState: {}, ready: true, restartCount: restarts }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, uid: name, resourceVersion: '', creationTimestamp: born ?? '2026-11-24T08:00:00Z', annotations },
    spec: { containers: [], ...(node === '' ? {} : { nodeName: node }) },
    status: {
      phase,
      containerStatuses: [web],
      conditions: [{ type: 'Ready', status: readySince ? 'True' : 'False', lastTransitionTime: readySince ?? null }],
    },
  }
}

const ready = '2026-11-24T08:00:00Z'

test.each<[string, Given, Given]>([
  ['unbound', { node: '', phase: 'Pending' }, { phase: 'Pending' }],
  ['pending', { phase: 'Pending' }, { phase: 'Running' }],
  ['not ready', {}, { readySince: ready }],
  ['cheap by its annotation', { readySince: ready, cost: '-5' }, { readySince: ready }],
  ['ready more lately', { readySince: '2026-11-24T09:00:00Z', node: 'b' }, { readySince: ready, node: 'c' }],
  ['restarted more often', { restarts: 3 }, { restarts: 1 }],
  ['younger', { born: '2026-11-24T09:00:00Z' }, { born: ready }],
])('of two pods, the one that is %s goes first', (_, first, second) => {
  const pods = [pod('second', second), pod('first', first)]
  expect(pods.toSorted(byDispensability(pods))[0]?.metadata.name).toBe('first')
})

test('of ready pods, one of several on a node goes before one that is alone', () => {
  const pods = ['b', 'a', 'a'].map((node, at) => pod(`${node}${at}`, { node, readySince: ready }))
  expect(pods.toSorted(byDispensability(pods))[0]?.spec.nodeName).toBe('a')
})

test('an admitted pod has its account, its tolerations and the priority of its class; a webhook can refuse it', () => {
  const rig = openWorkloads()
  const { store, admission } = rig.cluster
  store.priorityclasses.create({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: rig.metadata('high', { namespace: undefined }),
    value: 1000,
    preemptionPolicy: 'Never',
  })
  const wanted: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: rig.metadata('web'),
    spec: rig.template('web:1', { priorityClassName: 'high' }).spec,
    status: {},
  }
  expect(admission.admit(wanted)).toMatchObject({
    spec: { priority: 1000, preemptionPolicy: 'Never', serviceAccountName: 'default', enableServiceLinks: true },
  })
  const other = { ...wanted, spec: rig.template('web:1', { priorityClassName: 'none' }).spec }
  expect(admission.admit(other)).toEqual({
    refusal: 'pods "web" is forbidden: no PriorityClass with name none was found',
  })
  const refusal = 'admission webhook "policy.shop.example" denied the request: no'
  admission.webhooks.push(() => ({ refusal }))
  rig.deployment('api', { replicas: 1 })
  rig.wait(2)
  const [set] = [...store.replicasets.values()].filter(({ metadata }) => metadata.name.startsWith('api-'))
  expect(rig.events(set?.metadata.name ?? '')[0]).toBe(`FailedCreate: Error creating: ${refusal} (x2)`)
  admission.webhooks.pop()
  rig.wait(10)
  expect(rig.pods('api')).toHaveLength(1)
})
