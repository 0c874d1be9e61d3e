import { toTimestamp } from '@/demo/clock'
import { deleteObject } from '@/demo/store/deletion'
import {
  type ContainerStatus,
  controllerOf,
  isReady,
  type KubeObject,
  type Pod,
  type PodSpec,
  type PodTemplate,
  type TextMap,
} from '@/demo/store/objects'
import type { World } from '@/demo/world/world'

/** Where a pod differs from its template. */
export interface Own {
  readonly name?: string
  readonly labels?: TextMap
  readonly annotations?: TextMap
  readonly finalizers?: readonly string[]
  readonly nodeName?: string
  readonly spec?: PodSpec
}

/** Stores a pod if it is admitted; else gives the API server's words for why not. */
export function createPod(
  world: World,
  owner: KubeObject,
  template: PodTemplate,
  own: Own,
): Pod | { readonly refusal: string } {
  const { store, admission } = world
  const pod = newPod(world, owner, template, own)
  const namespace = store.namespaces.get(undefined, pod.metadata.namespace ?? '')
  if (namespace?.metadata.deletionTimestamp !== undefined)
    return {
      refusal:
        `pods "${pod.metadata.name}" is forbidden: unable to create new content in namespace ` +
        `${namespace.metadata.name} because it is being terminated`,
    }
  const admitted = admission.admit(pod)
  return 'refusal' in admitted ? admitted : store.pods.create(admitted)
}

/** A pod from a template, not stored yet; what pods of one template have in common is shared, not copied. */
export function newPod(world: World, owner: KubeObject, template: PodTemplate, own: Own): Pod {
  const { clock, random } = world
  const prefix = `${owner.metadata.name}-`
  const { labels } = template.metadata
  const annotations = own.annotations
    ? { ...template.metadata.annotations, ...own.annotations }
    : template.metadata.annotations
  const spec = own.spec ?? template.spec
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: own.name ?? freeName(world, owner.metadata.namespace, prefix),
      generateName: prefix,
      namespace: owner.metadata.namespace,
      uid: random.uuid(),
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(clock.now()),
      labels: own.labels === undefined ? labels : { ...labels, ...own.labels },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerOf(owner)],
      ...(own.finalizers === undefined ? {} : { finalizers: own.finalizers }),
    },
    spec: own.nodeName === undefined ? spec : { ...spec, nodeName: own.nodeName },
    status: { phase: 'Pending', qosClass: qosClassOf(spec) },
  }
}

const qosClasses = new WeakMap<object, string>()

/** k8s.io/kubernetes pkg/apis/core/v1/helper/qos: cpu and memory of every container decide. */
function qosClassOf({ containers, initContainers = [] }: PodSpec): string {
  const known = qosClasses.get(containers)
  if (known !== undefined) return known
  const all = [...containers, ...initContainers]
  const hasNone = all.every(({ resources = {} }) =>
    Object.keys({ ...resources.requests, ...resources.limits }).every((name) => name !== 'cpu' && name !== 'memory'),
  )
  const isEqual = all.every(({ resources = {} }) =>
    ['cpu', 'memory'].every((name) => {
      const limit = resources.limits?.[name]
      return limit !== undefined && (resources.requests?.[name] ?? limit) === limit
    }),
  )
  const found = hasNone ? 'BestEffort' : isEqual ? 'Guaranteed' : 'Burstable'
  qosClasses.set(containers, found)
  return found
}

/** Five characters collide now and then in a big cluster. */
function freeName(world: World, namespace: string | undefined, prefix: string): string {
  const name = prefix.slice(0, 58) + world.random.suffix(5)
  return world.store.pods.get(namespace, name) === undefined ? name : freeName(world, namespace, prefix)
}

export function deletePod({ store, clock }: World, pod: Pod): void {
  deleteObject(store.pods, clock, pod)
}

/** What the controllers of ReplicaSets, DaemonSets and Jobs do with pods, and say of it (RealPodControl). */
export interface PodControl {
  /** The refusal's words, when there is one. */
  create(owner: KubeObject, template: PodTemplate, own: Own): string | undefined
  remove(owner: KubeObject, pod: Pod): void
}

export function createPodControl(world: World, component: string): PodControl {
  const say = (owner: KubeObject, type: 'Normal' | 'Warning', reason: string, message: string) =>
    world.events.record(owner, { type, reason, message, component })
  return {
    create(owner, template, own) {
      const made = createPod(world, owner, template, own)
      if (!('refusal' in made)) {
        say(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${made.metadata.name}`)
        return undefined
      }
      say(owner, 'Warning', 'FailedCreate', `Error creating: ${made.refusal}`)
      return made.refusal
    },
    remove(owner, pod) {
      if (pod.metadata.deletionTimestamp !== undefined) return
      deletePod(world, pod)
      say(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`)
    },
  }
}

/** The world for those who build a past: its controllers say nothing. */
export const quietly = (world: World): World => ({ ...world, events: { ...world.events, record() {} } })

const phases = ['Pending', 'Unknown', 'Running']

/** The order in which a ReplicaSet gives pods up (controller.ActivePodsWithRanks); by node its pods that are ready. */
export function byDispensability(pods: readonly Pod[]): (a: Pod, b: Pod) => number {
  const onNode = new Map<string, number>()
  for (const pod of pods) {
    const { nodeName = '' } = pod.spec
    if (isReady(pod)) onNode.set(nodeName, (onNode.get(nodeName) ?? 0) + 1)
  }
  const rank = (pod: Pod) => onNode.get(pod.spec.nodeName ?? '') ?? 0
  const bound = (pod: Pod) => (pod.spec.nodeName === undefined ? 0 : 1)
  const cost = ({ metadata }: Pod) => Number(metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0)
  return (a, b) =>
    bound(a) - bound(b) ||
    phases.indexOf(a.status.phase ?? 'Pending') - phases.indexOf(b.status.phase ?? 'Pending') ||
    Number(isReady(a)) - Number(isReady(b)) ||
    cost(a) - cost(b) ||
    rank(b) - rank(a) ||
    (readySince(b) ?? 0) - (readySince(a) ?? 0) ||
    restarts(b) - restarts(a) ||
    b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp)
}

const restarts = ({ status }: Pod) =>
  Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }: ContainerStatus) => restartCount))

/** Since when the pod is ready, in milliseconds; undefined while it is not. */
export function readySince({ status }: Pod): number | undefined {
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  return ready?.status === 'True' ? Date.parse(ready.lastTransitionTime ?? '') : undefined
}

/** How long until the pod counts as available, in milliseconds: 0 when it does, undefined while it is not ready. */
export function untilAvailable(pod: Pod, minReadySeconds: number, now: number): number | undefined {
  const since = readySince(pod)
  return since === undefined ? undefined : minReadySeconds === 0 ? 0 : Math.max(0, since + minReadySeconds * 1000 - now)
}

/** How many are available, and after how many milliseconds the next one is. */
export function countAvailable(
  pods: readonly Pod[],
  minReadySeconds = 0,
  now: number,
): { readonly available: number; readonly next: number | undefined } {
  if (minReadySeconds === 0) return { available: pods.filter(isReady).length, next: undefined }
  const waits = pods.flatMap((pod) => untilAvailable(pod, minReadySeconds, now) ?? [])
  const later = waits.filter((wait) => wait > 0)
  return { available: waits.length - later.length, next: later.length === 0 ? undefined : Math.min(...later) }
}

/** Counts without those that are 0: the API's Go types leave them out. */
export function nonZero<K extends string>(counts: Readonly<Record<K, number>>): { readonly [key in K]?: number } {
  // fromEntries forgets the keys' type.
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)) as { [key in K]?: number }
}

/** A whole number, or a percentage of `total`, rounded up or down. */
export function shareOf(value: number | string, total: number, round: (number: number) => number): number {
  return typeof value === 'number' ? value : round((Number.parseInt(value, 10) * total) / 100)
}
