import { expect, test } from 'vitest'
import { evictionMessage, rankForEviction } from './ranking'
import { openKubeletRig } from './rig'

const minute = 60_000
const gibibyte = 2 ** 30

function openNodes() {
  const rig = openKubeletRig()
  const { store, clock, kubelet, registry } = rig.cluster
  const node = () => {
    const found = store.nodes.get(undefined, rig.node)
    if (found === undefined) throw new Error('The node is gone.')
    return found
  }
  const condition = (type: string) => node().status.conditions.find((known) => known.type === type)
  const taints = () =>
    (node().spec.taints ?? []).map(({ key, effect }) => `${key.replace('node.kubernetes.io/', '')}:${effect}`)
  return { ...rig, store, clock, kubelet, registry, node, condition, taints }
}

const tolerations = ['not-ready', 'unreachable'].map((name) => ({
  key: `node.kubernetes.io/${name}`,
  operator: 'Exists' as const,
  effect: 'NoExecute',
  tolerationSeconds: 300,
}))

test('a lost node: unknown after 50 s, tainted, its pods unready, deleted after 300 s more, gone when it is back', () => {
  const { start, clock, kubelet, node, condition, taints, pod, events, store } = openNodes()
  start('web', { tolerations })
  start('agent', { tolerations: [{ operator: 'Exists' }] })
  clock.advance(minute)
  kubelet.loseNode(node().metadata.name)
  clock.advance(49_000)
  expect(condition('Ready')?.status).toBe('True')
  clock.advance(2000)
  expect(node().status.conditions.map(({ status, reason, message }) => [status, reason, message])).toEqual(
    Array.from({ length: 4 }, () => ['Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.']),
  )
  expect(condition('Ready')?.lastHeartbeatTime).toBe('2026-11-24T07:59:00Z')
  expect(taints()).toEqual(['unreachable:NoSchedule', 'unreachable:NoExecute'])
  expect(pod('web').status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('False')
  expect(events('web').at(-1)).toBe('NodeNotReady: Node is not ready')
  expect(events(node().metadata.name)).toEqual([
    `NodeNotReady: Node ${node().metadata.name} status is now: NodeNotReady`,
  ])
  clock.advance(298_000)
  expect(pod('web').metadata.deletionTimestamp).toBeUndefined()
  clock.advance(6000)
  expect(pod('web').metadata.deletionTimestamp).toBeDefined()
  expect(pod('web').status.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
  })
  expect(events('web').at(-1)).toBe('TaintManagerEviction: Marking for deletion Pod default/web')
  clock.advance(60 * minute)
  expect(store.pods.get('default', 'web')).toBeDefined()
  kubelet.returnNode(node().metadata.name)
  clock.advance(minute)
  expect(condition('Ready')).toMatchObject({
    status: 'True',
    reason: 'KubeletReady',
    message: 'kubelet is posting ready status',
  })
  expect(taints()).toEqual([])
  expect(store.pods.get('default', 'web')).toBeUndefined()
  expect(pod('agent').status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True')
})

test('a node that is back in time keeps its pods', () => {
  const { start, clock, kubelet, node, pod, events } = openNodes()
  start('web', { tolerations })
  clock.advance(minute)
  kubelet.loseNode(node().metadata.name)
  clock.advance(3 * minute)
  kubelet.returnNode(node().metadata.name)
  clock.advance(10 * minute)
  expect(pod('web').metadata.deletionTimestamp).toBeUndefined()
  expect(pod('web').status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True')
  expect(events('web').at(-1)).toBe('TaintManagerEviction: Cancelling deletion of Pod default/web')
})

test('pods of a node whose object is deleted are failed and removed within a minute', () => {
  const { start, clock, node, store } = openNodes()
  start('web', { tolerations })
  clock.advance(minute)
  const told: string[] = []
  store.pods.listen(({ type, object }) =>
    told.push(
      `${type} ${object.status.phase} ${object.status.conditions?.find((known) => known.type === 'DisruptionTarget')?.message}`,
    ),
  )
  store.nodes.remove(node())
  clock.advance(39_000)
  expect(told).toEqual([])
  clock.advance(22_000)
  expect(told).toEqual(['MODIFIED Failed PodGC: node no longer exists', 'DELETED Failed PodGC: node no longer exists'])
})

test('a cordon brings its taint, and takes it away again', () => {
  const { clock, node, store, taints } = openNodes()
  const cordon = (unschedulable: boolean) => store.nodes.update({ ...node(), spec: { ...node().spec, unschedulable } })
  cordon(true)
  clock.advance(1000)
  expect(taints()).toEqual(['unschedulable:NoSchedule'])
  cordon(false)
  clock.advance(1000)
  expect(taints()).toEqual([])
})

test('memory pressure: told, tainted, the worst pod evicted, over five minutes later', () => {
  const { start, clock, registry, node, condition, taints, pod, events } = openNodes()
  const hog = 'registry.shop.example/shop/hog:1.0.0'
  start('quiet')
  start('hog', { containers: [{ name: 'hog', image: hog, resources: { requests: { memory: '256Mi' } } }] })
  clock.advance(minute)
  registry.set(hog, { run: 'serve', seconds: 0, leak: gibibyte })
  clock.advance(3 * minute)
  expect(pod('hog').status).toMatchObject({ phase: 'Failed', reason: 'Evicted' })
  expect(pod('hog').status.message).toMatch(
    /^The node was low on resource: memory\. Threshold quantity: 100Mi, available: (\d+\wi|0)\. Container hog was using \d+Ki, request is 256Mi, has larger consumption of memory\. $/,
  )
  expect(pod('hog').status.conditions?.find(({ type }) => type === 'DisruptionTarget')?.reason).toBe(
    'TerminationByKubelet',
  )
  expect(pod('quiet').status.phase).toBe('Running')
  expect(condition('MemoryPressure')).toMatchObject({
    status: 'True',
    reason: 'KubeletHasInsufficientMemory',
    message: 'kubelet has insufficient memory available',
  })
  expect(taints()).toEqual(['memory-pressure:NoSchedule'])
  clock.advance(7 * minute)
  expect(condition('MemoryPressure')).toMatchObject({ status: 'False', reason: 'KubeletHasSufficientMemory' })
  expect(taints()).toEqual([])
  const { name } = node().metadata
  expect(events(name)).toEqual([
    'EvictionThresholdMet: Attempting to reclaim memory',
    `NodeHasInsufficientMemory: Node ${name} status is now: NodeHasInsufficientMemory`,
    `NodeHasSufficientMemory: Node ${name} status is now: NodeHasSufficientMemory`,
  ])
})

test('a full disk: told, tainted, and free again when enough pods have gone', () => {
  const { start, clock, kubelet, node, condition, taints, pod, events } = openNodes()
  start('one', { priority: 100 })
  start('two')
  clock.advance(minute)
  kubelet.fillDisk(node().metadata.name, 1)
  clock.advance(15_000)
  expect(condition('DiskPressure')).toMatchObject({ status: 'True', reason: 'KubeletHasDiskPressure' })
  expect(taints()).toEqual(['disk-pressure:NoSchedule'])
  expect(pod('one').status.phase).toBe('Running')
  expect(pod('two').status.message).toMatch(
    /^The node was low on resource: ephemeral-storage\. Threshold quantity: \d+, available: \d+\wi\. Container web was using/,
  )
  expect(events(node().metadata.name)[0]).toBe('EvictionThresholdMet: Attempting to reclaim ephemeral-storage')
  clock.advance(6 * minute)
  expect(condition('DiskPressure')).toMatchObject({ status: 'False', reason: 'KubeletHasNoDiskPressure' })
  expect(pod('one').status.phase).toBe('Running')
})

const mebibyte = 2 ** 20

/** Name, priority, request and use in MiB. */
const candidates: readonly [string, number, number, number][] = [
  ['within its request', 0, 500, 400],
  ['important and over', 1000, 100, 900],
  ['over by much', 0, 100, 600],
  ['over by little', 0, 300, 310],
  ['without request', 0, 0, 200],
  ['critical', 2_000_001_000, 0, 900],
]

test('pods are ranked by being over their request, then priority, then by how much', () => {
  const { start, clock, pod } = openNodes()
  const all = candidates.map(([name, priority, request, used], at) => {
    const resources = { requests: { memory: `${request}Mi` } }
    start(`pod-${at}`, { priority, containers: [{ name, image: 'shop/a:1', resources }] })
    return { at, usage: [{ name, cpu: 1, memory: used * mebibyte }] }
  })
  clock.advance(minute)
  const ranked = rankForEviction(
    all.map(({ at, usage }) => ({ pod: pod(`pod-${at}`), usage })),
    'memory',
  )
  expect(ranked.map((candidate) => candidate.usage[0]?.name)).toEqual([
    'over by much',
    'without request',
    'over by little',
    'important and over',
    'within its request',
  ])
  const [first] = ranked
  expect(first && evictionMessage(first, 'memory', '100Mi', 71_432 * 1024)).toBe(
    'The node was low on resource: memory. Threshold quantity: 100Mi, available: 71432Ki. Container over by much was using 600Mi, request is 100Mi, has larger consumption of memory. ',
  )
})

test('kubelets renew their Leases every 10 s, and less often when they are many', () => {
  const renewalsOf = (nodes: number, limit: number) => {
    const { store, clock } = openKubeletRig({ nodes, renewals: limit }).cluster
    let renewals = 0
    store.leases.listen(({ type }) => {
      if (type === 'MODIFIED') renewals++
    })
    clock.advance(100_000)
    return renewals / 100
  }
  expect(renewalsOf(10, 25)).toBeCloseTo(1, 1)
  expect(renewalsOf(400, 25)).toBeCloseTo(25, 0)
  expect(renewalsOf(10, 0)).toBe(0)
})
