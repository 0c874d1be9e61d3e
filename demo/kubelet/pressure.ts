import { toTimestamp } from '@/demo/clock'
import { type Condition, type ContainerStatus, type Node, type Pod, withCondition } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { parseQuantity } from '@/lib/kube/quantity'
import { containersOf, ended } from './containers'
import { killed } from './lifetime'
import { isTrue, type PressureKind, tellPressure } from './node-conditions'
import type { NodePods } from './node-pods'
import { type Candidate, evictionMessage, rankForEviction, type StarvedResource } from './ranking'
import { fieldPath } from './sync'

/** The eviction manager's interval, --eviction-hard's memory.available and --eviction-pressure-transition-period. */
const interval = 10_000
const memoryThreshold = 100 * 1024 * 1024
const transition = 300_000

const kinds = { MemoryPressure: 'memory', DiskPressure: 'ephemeral-storage' } as const

/** Nodes whose pods use more than there is: they tell it, and evict. */
export interface Pressure {
  /** Looks at the node from now on; nodes where nothing leaks need no looking at. */
  watch(node: string): void
  /** The node's disk runs full; it is free again when so many pods have been evicted. */
  fillDisk(node: string, evictions: number): void
}

interface Watch {
  readonly lastMet: Partial<Record<PressureKind, number>>
  /** How many pods are to be evicted before the disk is free. */
  diskDue: number
}

export function startPressure(world: World, podsOn: NodePods, answers: (node: Node) => boolean): Pressure {
  const { store, clock } = world
  const watched = new Map<string, Watch>()

  const look = (name: string, seen: Watch) => {
    const node = store.nodes.get(undefined, name)
    if (node === undefined || !answers(node)) return void watched.delete(name)
    const candidates = podsOn(name)
      .filter(({ status }) => status.phase === 'Running')
      .map((pod): Candidate => ({ pod, usage: world.usage.of(pod) }))
    follow(world, node, 'MemoryPressure', seen, candidates, availableMemory(node, candidates))
    const current = store.nodes.get(undefined, name) ?? node
    if (seen.diskDue > 0 || isTrue(node, 'DiskPressure')) {
      const evicted = follow(world, current, 'DiskPressure', seen, candidates, availableDisk(node, seen.diskDue))
      if (evicted) seen.diskDue--
    }
    const isQuiet = !candidates.some(({ pod }) => leaks(world, pod)) && seen.diskDue === 0
    const after = store.nodes.get(undefined, name) ?? node
    if (isQuiet && !isTrue(after, 'MemoryPressure') && !isTrue(after, 'DiskPressure')) return void watched.delete(name)
    clock.after(interval, () => look(name, seen))
  }
  const watch = (name: string): Watch => {
    const known = watched.get(name)
    if (known !== undefined) return known
    const seen: Watch = { lastMet: {}, diskDue: 0 }
    watched.set(name, seen)
    clock.after(interval, () => look(name, seen))
    return seen
  }
  return {
    watch,
    fillDisk(node, evictions) {
      watch(node).diskDue = evictions
    },
  }
}

const leaks = ({ registry }: World, { spec }: Pod) =>
  spec.containers.some(({ image }) => registry.behaviourOf(image).leak !== undefined)

interface Room {
  readonly available: number
  readonly isLow: boolean
  /** As the kubelet prints the threshold. */
  readonly threshold: string
}

function availableMemory({ status }: Node, candidates: readonly Candidate[]): Room {
  const used = candidates.reduce((sum, { usage }) => sum + usage.reduce((bytes, { memory }) => bytes + memory, 0), 0)
  const available = Math.max(0, (parseQuantity(status.allocatable['memory'] ?? '') ?? 0) - used)
  return { available, isLow: available < memoryThreshold, threshold: '100Mi' }
}

/** nodefs.available < 10 %, as --eviction-hard has it. */
function availableDisk({ status }: Node, due: number): Room {
  const capacity = parseQuantity(status.capacity['ephemeral-storage'] ?? '') ?? 0
  const isLow = due > 0
  return {
    available: capacity * (isLow ? 0.094 - 0.001 * due : 0.2),
    isLow,
    threshold: String(Math.floor(capacity / 10)),
  }
}

/** One look at a resource; whether a pod was evicted for it. */
function follow(
  world: World,
  node: Node,
  type: PressureKind,
  { lastMet }: Watch,
  candidates: readonly Candidate[],
  { isLow, available, threshold }: Room,
): boolean {
  const now = world.clock.now()
  const { name } = node.metadata
  if (!isLow) {
    if (isTrue(node, type) && now - (lastMet[type] ?? 0) >= transition) tellPressure(world, node, type, false)
    return false
  }
  const resource: StarvedResource = kinds[type]
  lastMet[type] = now
  const message = `Attempting to reclaim ${resource}`
  world.events.record(node, {
    type: 'Warning',
    reason: 'EvictionThresholdMet',
    message,
    component: 'kubelet',
    host: name,
  })
  if (!isTrue(node, type)) tellPressure(world, node, type, true)
  const [first] = rankForEviction(candidates.filter(isStillThere(world)), resource)
  if (first === undefined) return false
  evict(world, first.pod, name, evictionMessage(first, resource, threshold, available))
  return true
}

const isStillThere =
  ({ store }: World) =>
  ({ pod }: Candidate) =>
    store.pods.get(pod.metadata.namespace, pod.metadata.name)?.status.phase === 'Running'

/** The pod fails and stays as it was left; its owner makes another (eviction_manager.go evictPod). */
function evict(world: World, given: Pod, host: string, message: string): void {
  const { store, clock, events } = world
  const pod = store.pods.get(given.metadata.namespace, given.metadata.name) ?? given
  const now = clock.now()
  events.record(pod, { type: 'Warning', reason: 'Evicted', message, component: 'kubelet', host })
  const end = (status: ContainerStatus) => (status.state.running === undefined ? status : ended(status, now, killed))
  const { init, main } = containersOf(pod)
  for (const { name, state } of [...main, ...init]) {
    if (state.running === undefined) continue
    const text = `Stopping container ${name}`
    events.record(pod, {
      type: 'Normal',
      reason: 'Killing',
      message: text,
      component: 'kubelet',
      host,
      fieldPath: fieldPath(pod, name),
    })
  }
  const at = {
    lastProbeTime: null,
    lastTransitionTime: toTimestamp(now),
    observedGeneration: pod.metadata.generation ?? 1,
  }
  const told: readonly Condition[] = [
    { type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message, ...at },
    { type: 'PodReadyToStartContainers', status: 'False', ...at },
    { type: 'Ready', status: 'False', reason: 'PodFailed', ...at },
    { type: 'ContainersReady', status: 'False', reason: 'PodFailed', ...at },
  ]
  const conditions = told.reduce<readonly Condition[]>(
    (known, next) => withCondition(known, next),
    pod.status.conditions ?? [],
  )
  store.pods.update({
    ...pod,
    status: {
      ...pod.status,
      phase: 'Failed',
      reason: 'Evicted',
      message,
      conditions,
      containerStatuses: main.map(end),
      ...(init.length > 0 ? { initContainerStatuses: init.map(end) } : {}),
    },
  })
}
