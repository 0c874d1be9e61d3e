import { expect, test } from 'vitest'
import type { DaemonSet } from '@/demo/store/objects'
import { openWorkloads, type Workloads } from './rig'

const name = 'agent'

function create(rig: Workloads, spec: Partial<DaemonSet['spec']> = {}): void {
  rig.cluster.store.daemonsets.create({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: rig.metadata(name),
    spec: {
      selector: { matchLabels: { app: 'web' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      template: rig.template('agent:1'),
      ...spec,
    },
    status: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  })
}
const find = ({ cluster, namespace }: Workloads) => cluster.store.daemonsets.get(namespace, name)
const workers = ({ cluster }: Workloads) => [...cluster.store.nodes.values()].filter(({ spec }) => !spec.taints?.length)
const images = (rig: Workloads) => rig.pods(name).map(({ spec }) => spec.containers[0]?.image)
const update = (rig: Workloads, image: string) =>
  rig.change(rig.cluster.store.daemonsets, name, { template: rig.template(image) })

test('one pod on every node without a taint, pinned to it and tolerating what daemons do', () => {
  const rig = openWorkloads({ nodes: 6 })
  create(rig)
  rig.wait(30)
  const count = workers(rig).length
  expect(find(rig)?.status).toEqual({
    currentNumberScheduled: count,
    desiredNumberScheduled: count,
    numberMisscheduled: 0,
    numberReady: count,
    observedGeneration: 1,
    updatedNumberScheduled: count,
    numberAvailable: count,
  })
  const [pod] = rig.pods(name)
  expect(pod?.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution).toEqual({
    nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [pod?.spec.nodeName] }] }],
  })
  expect(pod?.spec.tolerations?.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
    'node.kubernetes.io/not-ready:NoExecute',
    'node.kubernetes.io/unreachable:NoExecute',
    'node.kubernetes.io/disk-pressure:NoSchedule',
    'node.kubernetes.io/memory-pressure:NoSchedule',
    'node.kubernetes.io/pid-pressure:NoSchedule',
    'node.kubernetes.io/unschedulable:NoSchedule',
  ])
})

test('it follows the nodes: a taint that it can live with keeps its pod, one with NoExecute does not', () => {
  const rig = openWorkloads({ nodes: 6 })
  const { store } = rig.cluster
  create(rig)
  rig.wait(30)
  const [first, second] = workers(rig)
  if (first === undefined || second === undefined) throw new Error('Two workers are needed.')
  store.nodes.update({ ...first, spec: { ...first.spec, taints: [{ key: 'dedicated', effect: 'NoSchedule' }] } })
  store.nodes.update({ ...second, spec: { ...second.spec, taints: [{ key: 'dedicated', effect: 'NoExecute' }] } })
  rig.wait(60)
  const nodes = rig.pods(name).map(({ spec }) => spec.nodeName)
  expect(nodes).toContain(first.metadata.name)
  expect(nodes).not.toContain(second.metadata.name)
  expect(find(rig)?.status).toMatchObject({ numberMisscheduled: 1, desiredNumberScheduled: workers(rig).length })
})

test.each([
  ['one at a time without a surge', { maxUnavailable: 1 }, 1, 0],
  ['two at a time with two', { maxUnavailable: 2 }, 2, 0],
  ['the new one first with a surge', { maxSurge: 1, maxUnavailable: 0 }, 0, 1],
])('an update replaces %s', (_, rollingUpdate, missing, more) => {
  const rig = openWorkloads({ nodes: 6 })
  create(rig, { updateStrategy: { type: 'RollingUpdate', rollingUpdate } })
  rig.wait(30)
  const count = workers(rig).length
  let fewest = count
  let most = count
  rig.cluster.store.pods.listen(() => {
    const all = rig.pods(name).filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    const ready = all.filter(({ status }) =>
      status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
    )
    fewest = Math.min(fewest, ready.length)
    most = Math.max(most, all.length)
  })
  update(rig, 'agent:2')
  rig.wait(180)
  expect(new Set(images(rig))).toEqual(new Set(['agent:2']))
  expect([count - fewest, most - count]).toEqual([missing, more])
  expect(find(rig)?.status).toMatchObject({ updatedNumberScheduled: count, numberAvailable: count })
  expect([...rig.cluster.store.controllerrevisions.values()].map(({ revision }) => revision)).toEqual([1, 2])
})

test('a revision that never comes up stops after as many as may be missing; OnDelete changes nothing', () => {
  const rig = openWorkloads({ nodes: 6 })
  rig.behave('agent:2', { run: 'no-image', seconds: 0 })
  create(rig)
  rig.wait(30)
  update(rig, 'agent:2')
  rig.wait(120)
  expect(images(rig).filter((image) => image === 'agent:2')).toHaveLength(1)
  expect(find(rig)?.status).toMatchObject({ updatedNumberScheduled: 1, numberUnavailable: 1 })
  rig.change(rig.cluster.store.daemonsets, name, {
    updateStrategy: { type: 'OnDelete' },
    template: rig.template('agent:3'),
  })
  rig.wait(60)
  expect(images(rig)).not.toContain('agent:3')
})
