import type { Random } from '@/demo/random'
import type { Container, ContainerStatus, Node, Pod, PodStatus } from '@/demo/store/objects'
import type { Behaviour } from '@/demo/world/registry'
import type { World } from '@/demo/world/world'
import { containersOf } from './containers'
import { behaviourNow } from './lifetime'
import type { Memory } from './memory'
import { addressOf, composeStatus } from './status'

/** One look of a kubelet at a pod: what it finds and does is gathered here and reported in one write. */
export interface Sync {
  readonly world: World
  readonly memory: Memory
  readonly random: Random
  readonly pod: Pod
  readonly node: Node
  readonly now: number
  readonly podIP: string
  statusOf(name: string): ContainerStatus | undefined
  behaviourOf(container: Container): Behaviour
  set(status: ContainerStatus): void
  /** The sandbox is there, and the volumes: containers can start. */
  prepared(): void
  /** Reports even though no container changed. */
  touch(): void
  /** The pod's object goes after the report, unless a finalizer holds it. */
  leave(): void
  /** Ends the pod as failed for a reason of its own, whatever its containers do. */
  fail(reason: string, message: string): void
  say(type: 'Normal' | 'Warning', reason: string, message: string, container?: string): void
  /** Writes what was gathered; false when there was nothing to write. */
  report(): boolean
}

/** What a look needs from the kubelet that looks. */
export type Looker = Pick<Sync, 'world' | 'memory' | 'random'>

export function createSync(looker: Looker, pod: Pod, node: Node): Sync {
  const { world } = looker
  const now = world.clock.now()
  const { init, main } = containersOf(pod)
  const changed = new Map<string, ContainerStatus>()
  const hostIP = node.status.addresses[0]?.address ?? ''
  const podIP = pod.status.podIP ?? (pod.spec['hostNetwork'] === true ? hostIP : addressOf(node, pod))
  let hasSandbox = isPrepared(pod)
  let dirty = false
  let leaves = false
  let failure: Pick<PodStatus, 'reason' | 'message'> | undefined

  const statusOf = (name: string) => changed.get(name) ?? find(pod, name)
  const compose = (): PodStatus => {
    const containers = {
      init: latest(init, pod.spec.initContainers, changed),
      main: latest(main, pod.spec.containers, changed),
    }
    const over = failure && { ...pod, status: { ...pod.status, phase: 'Failed' as const, ...failure } }
    return composeStatus(over ?? pod, containers, hostIP, podIP, now, hasSandbox)
  }
  return {
    ...looker,
    pod,
    node,
    now,
    podIP,
    statusOf,
    behaviourOf(container) {
      const known = world.registry.behaviourOf(container.image)
      const status = statusOf(container.name)
      return status === undefined ? known : behaviourNow(world.store, pod, status, known)
    },
    set: (status) => void changed.set(status.name, status),
    prepared() {
      hasSandbox = true
      dirty = true
    },
    touch() {
      dirty = true
    },
    leave() {
      leaves = true
    },
    fail: (reason, message) => {
      failure = { reason, message }
    },
    say: (type, reason, message, container) => {
      const about = container === undefined ? {} : { fieldPath: fieldPath(pod, container) }
      world.events.record(pod, { type, reason, message, component: 'kubelet', host: node.metadata.name, ...about })
    },
    report() {
      const isNew = dirty || failure !== undefined || changed.size > 0
      const stored = isNew ? world.store.pods.update({ ...pod, status: compose() }) : pod
      if (leaves && stored !== undefined && !stored.metadata.finalizers?.length) world.store.pods.remove(stored)
      return isNew || leaves
    },
  }
}

/** Statuses with what has changed; those of a new pod in the order of its spec. */
function latest(
  known: readonly ContainerStatus[],
  specs: readonly Container[] = [],
  changed: ReadonlyMap<string, ContainerStatus>,
): readonly ContainerStatus[] {
  if (known.length > 0) return known.map((status) => changed.get(status.name) ?? status)
  return specs.flatMap(({ name }) => changed.get(name) ?? [])
}

export function isPrepared({ status }: Pod): boolean {
  return (
    status.conditions?.some((known) => known.type === 'PodReadyToStartContainers' && known.status === 'True') ?? false
  )
}

export function find({ status }: Pod, name: string): ContainerStatus | undefined {
  const isIt = (container: ContainerStatus) => container.name === name
  return status.containerStatuses?.find(isIt) ?? status.initContainerStatuses?.find(isIt)
}

/** `spec.containers{web}`: what an event about a container points at. */
export function fieldPath({ spec }: Pod, container: string): string {
  const isInit = spec.initContainers?.some(({ name }) => name === container)
  return `spec.${isInit ? 'initContainers' : 'containers'}{${container}}`
}
