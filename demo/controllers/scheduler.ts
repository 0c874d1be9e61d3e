import { toTimestamp } from '@/demo/clock'
import { keyOf } from '@/demo/store/collection'
import { deleteObject } from '@/demo/store/deletion'
import { type Condition, type Node, type Pod, type TextMap, withCondition } from '@/demo/store/objects'
import { holdsRoom } from '@/demo/world/bookings'
import type { Refusal } from '@/demo/world/placement'
import type { World } from '@/demo/world/world'
import { without } from './fields'
import { createQueue } from './queue'

const component = 'default-scheduler'

/** A pod that found no node is tried again after 1 s, 2 s, … 10 s when something changed, and every 5 minutes. */
const backOff = { first: 1000, most: 10_000 }
const flush = 300_000

interface Waiting {
  attempts: number
  /** Looked at again not before, in milliseconds since 1970. */
  earliest: number
  reasons: readonly string[]
}

/** Binds pods that have no node to the one that fits, or says why none does, and tries again when that can change. */
export function startScheduler(world: World): void {
  const { store, clock } = world
  const waiting = new Map<string, Waiting>()
  const queue = createQueue(clock, 40, (namespace, name) => {
    const key = keyOf(namespace, name)
    const pod = store.pods.get(namespace, name)
    const refusal = pod !== undefined && awaitsNode(pod) ? schedule(world, pod) : undefined
    if (refusal === undefined) return void waiting.delete(key)
    const attempts = (waiting.get(key)?.attempts ?? 0) + 1
    const earliest = clock.now() + Math.min(backOff.most, backOff.first * 2 ** (attempts - 1))
    waiting.set(key, { attempts, earliest, reasons: refusal.reasons })
    queue.add(namespace, name, flush)
  })
  /** What cannot have become better is left alone (queueing hints). */
  const wake = (canHelp: (reason: string) => boolean) => {
    for (const [key, { earliest, reasons }] of waiting) {
      if (reasons.length > 0 && !reasons.some(canHelp)) continue
      const [namespace, name = ''] = key.split('/')
      queue.add(namespace, name, Math.max(40, earliest - clock.now()))
    }
  }
  for (const pod of store.pods.values()) if (awaitsNode(pod)) waiting.set(keyOfPod(pod), remembered(pod))
  store.pods.listen(({ type, object, previous }) => {
    if (type === 'DELETED') waiting.delete(keyOfPod(object))
    else if (type === 'ADDED' && object.spec.schedulingGates?.length) gate(world, object)
    else if (awaitsNode(object) && (previous === undefined || !awaitsNode(previous)))
      queue.add(object.metadata.namespace, object.metadata.name)
    const hadRoom = previous !== undefined && holdsRoom(previous)
    const leaves = hadRoom && (type === 'DELETED' || !holdsRoom(object))
    if (waiting.size > 0 && (leaves || (!hadRoom && holdsRoom(object)))) wake(leaves ? isAboutRoom : isAboutPods)
  })
  store.nodes.listen(({ type, object, previous }) => {
    if (waiting.size > 0 && type !== 'DELETED' && isNew(object, previous)) wake(() => true)
  })
  store.persistentvolumeclaims.listen(() => {
    if (waiting.size > 0) wake((reason) => /claim/i.test(reason))
  })
}

const keyOfPod = ({ metadata }: Pod) => keyOf(metadata.namespace, metadata.name)
const isAboutRoom = (reason: string) => /^Insufficient|^Too many|ports|topology|affinity rules/.test(reason)
const isAboutPods = (reason: string) => reason.includes('pod affinity rules') || reason.includes('topology')

/** What counts of a node: not its heartbeats. */
function isNew(node: Node, previous: Node | undefined): boolean {
  return (
    previous === undefined ||
    previous.spec !== node.spec ||
    previous.metadata.labels !== node.metadata.labels ||
    previous.status.allocatable !== node.status.allocatable
  )
}

function awaitsNode({ spec, metadata }: Pod): boolean {
  const ours = (spec.schedulerName ?? component) === component
  return (
    spec.nodeName === undefined && ours && !spec.schedulingGates?.length && metadata.deletionTimestamp === undefined
  )
}

/** A pod that was refused before this scheduler started. */
function remembered({ status }: Pod): Waiting {
  const told = status.conditions?.find(({ type }) => type === 'PodScheduled')?.message ?? ''
  const reasons = /available: (.*?)\. /.exec(told)?.[1]?.split(', ') ?? []
  return { attempts: 1, earliest: 0, reasons: reasons.map((reason) => reason.replace(/^\d+ /, '')) }
}

function scheduled(pod: Pod, now: number, rest: Pick<Condition, 'status' | 'reason' | 'message'>): Condition {
  const { generation = 1 } = pod.metadata
  const at = { lastProbeTime: null, lastTransitionTime: toTimestamp(now), observedGeneration: generation }
  return { type: 'PodScheduled', ...at, ...rest }
}

/** As the API server says at the pod's creation (pkg/registry/core/pod/strategy.go). */
function gate({ store, clock }: World, pod: Pod): void {
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
    lastProbeTime: null,
    lastTransitionTime: toTimestamp(clock.now()),
  } as const
  const conditions = withCondition(pod.status.conditions, condition)
  store.pods.update({ ...pod, status: { ...pod.status, conditions } })
}

const topology = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone']

/** Pods of one template in one zone share their labels. */
const placedLabels = new WeakMap<TextMap, Map<string, TextMap>>()

/** A bound pod has its node's region and zone (plugin/pkg/admission/podtopologylabels). */
function withTopology(labels: TextMap = noLabels, { metadata }: Node): TextMap {
  const own = topology.flatMap((key) => {
    const value = metadata.labels?.[key]
    return value === undefined ? [] : [[key, value] as const]
  })
  const place = own.flat().join()
  const known = placedLabels.get(labels) ?? new Map<string, TextMap>()
  const next = known.get(place) ?? { ...labels, ...Object.fromEntries(own) }
  placedLabels.set(labels, known.set(place, next))
  return next
}

const noLabels: TextMap = {}

/** Binds the pod, or writes why it can't be and gives that. */
function schedule(world: World, pod: Pod): Refusal | undefined {
  const { store, clock, placement, events } = world
  const { namespace, name } = pod.metadata
  const placed = placement.place(pod)
  if ('node' in placed) {
    const nodeName = placed.node.metadata.name
    const status = without(pod.status, 'nominatedNodeName')
    const conditions = withCondition(status.conditions, scheduled(pod, clock.now(), { status: 'True' }))
    const metadata = { ...pod.metadata, labels: withTopology(pod.metadata.labels, placed.node) }
    store.pods.update({ ...pod, metadata, spec: { ...pod.spec, nodeName }, status: { ...status, conditions } })
    const message = `Successfully assigned ${namespace}/${name} to ${nodeName}`
    events.record(pod, { type: 'Normal', reason: 'Scheduled', message, component })
    return undefined
  }
  const { message, preemption } = placed
  events.record(pod, { type: 'Warning', reason: 'FailedScheduling', message, component })
  const told = { status: 'False', reason: 'Unschedulable', message } as const
  const known = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')
  const nominated = preemption?.node.metadata.name ?? pod.status.nominatedNodeName
  const isWaiting = preemption !== undefined && awaitsVictims(preemption.victims)
  if (known?.message !== message || nominated !== pod.status.nominatedNodeName) {
    const conditions = withCondition(pod.status.conditions, scheduled(pod, clock.now(), told))
    const status = { ...pod.status, conditions, ...(nominated ? { nominatedNodeName: nominated } : {}) }
    store.pods.update({ ...pod, status })
  }
  if (preemption !== undefined && !isWaiting) preempt(world, pod, preemption)
  return placed
}

/** Victims that go already are waited for. */
const awaitsVictims = (victims: readonly Pod[]) =>
  victims.every(({ metadata }) => metadata.deletionTimestamp !== undefined)

/** pkg/scheduler/framework/preemption/executor.go */
function preempt(world: World, pod: Pod, { node, victims }: NonNullable<Refusal['preemption']>): void {
  const { store, clock, events } = world
  for (const victim of victims) {
    const target: Condition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'PreemptionByScheduler',
      message: `${component}: preempting to accommodate a higher priority pod`,
      lastProbeTime: null,
      lastTransitionTime: toTimestamp(clock.now()),
      observedGeneration: victim.metadata.generation ?? 1,
    }
    const status = { ...victim.status, conditions: withCondition(victim.status.conditions, target) }
    const marked = store.pods.update({ ...victim, status })
    if (marked === undefined) continue
    deleteObject(store.pods, clock, marked)
    const message = `Preempted by pod ${pod.metadata.uid} on node ${node.metadata.name}`
    events.record(victim, { type: 'Normal', reason: 'Preempted', message, component })
  }
}
