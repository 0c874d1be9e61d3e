import { toTimestamp } from '@/demo/clock'
import type { NodePods } from '@/demo/kubelet/node-pods'
import { keyOf } from '@/demo/store/collection'
import { deleteObject } from '@/demo/store/deletion'
import { type Pod, type Taint, type Toleration, withCondition } from '@/demo/store/objects'
import { hasEnded } from '@/demo/world/placement'
import type { World } from '@/demo/world/world'

const component = 'taint-eviction-controller'

/** Deletes the pods that don't tolerate a NoExecute taint of their node, or not for longer (pkg/controller/tainteviction). */
export function startTaintEvictionController(world: World, podsOn: NodePods): void {
  const { store, clock } = world
  const pending = new Map<string, () => void>()

  const cancel = (pod: Pod): boolean => {
    const key = keyOf(pod.metadata.namespace, pod.metadata.name)
    pending.get(key)?.()
    return pending.delete(key)
  }
  const look = (pod: Pod, taints: readonly Taint[]) => {
    const key = keyOf(pod.metadata.namespace, pod.metadata.name)
    const seconds = toleratedFor(pod.spec.tolerations ?? [], taints)
    if (seconds === Number.POSITIVE_INFINITY) {
      if (cancel(pod)) say(world, pod, 'Cancelling deletion of Pod')
      return
    }
    if (pending.has(key) || hasEnded(pod) || pod.metadata.deletionTimestamp !== undefined) return
    const evict = () => {
      pending.delete(key)
      const current = store.pods.get(pod.metadata.namespace, pod.metadata.name)
      if (current?.metadata.uid === pod.metadata.uid && current.metadata.deletionTimestamp === undefined)
        mark(world, current)
    }
    pending.set(key, clock.after(seconds * 1000, evict))
  }
  const noExecute = (taints: readonly Taint[] | undefined) =>
    taints?.filter(({ effect }) => effect === 'NoExecute') ?? []
  store.nodes.listen(({ type, object, previous }) => {
    if (type === 'DELETED') return podsOn(object.metadata.name).forEach(cancel)
    if (object.spec.taints === previous?.spec.taints) return
    const taints = noExecute(object.spec.taints)
    if (taints.length === 0 && noExecute(previous?.spec.taints).length === 0) return
    for (const pod of podsOn(object.metadata.name)) look(pod, taints)
  })
  store.pods.listen(({ type, object, previous }) => {
    if (type === 'DELETED') return void cancel(object)
    if (object.spec.nodeName === undefined || object.spec.nodeName === previous?.spec.nodeName) return
    const taints = noExecute(store.nodes.get(undefined, object.spec.nodeName)?.spec.taints)
    if (taints.length > 0) look(object, taints)
  })
}

/** For how many seconds the taints are all tolerated; infinite for ever, 0 for at once. */
export function toleratedFor(tolerations: readonly Toleration[], taints: readonly Taint[]): number {
  const used = taints.map((taint) => tolerations.filter((toleration) => tolerates(toleration, taint)))
  if (used.some((found) => found.length === 0)) return 0
  const limits = used.flat().flatMap(({ tolerationSeconds }) => tolerationSeconds ?? [])
  return limits.length === 0 ? Number.POSITIVE_INFINITY : Math.max(0, Math.min(...limits))
}

function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== '' && effect !== taint.effect) return false
  if (key !== undefined && key !== '' && key !== taint.key) return false
  return operator === 'Exists' || (value ?? '') === (taint.value ?? '')
}

function mark(world: World, pod: Pod): void {
  const { store, clock } = world
  say(world, pod, 'Marking for deletion Pod')
  const target = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
    lastProbeTime: null,
    lastTransitionTime: toTimestamp(clock.now()),
    observedGeneration: pod.metadata.generation ?? 1,
  } as const
  const conditions = withCondition(pod.status.conditions, target)
  const marked = store.pods.update({ ...pod, status: { ...pod.status, conditions } })
  if (marked !== undefined) deleteObject(store.pods, clock, marked)
}

function say({ events }: World, pod: Pod, what: string): void {
  const { namespace, name } = pod.metadata
  events.record(pod, {
    type: 'Normal',
    reason: 'TaintManagerEviction',
    message: `${what} ${namespace}/${name}`,
    component,
  })
}
