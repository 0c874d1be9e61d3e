import { keyOf } from '@/demo/store/collection'
import type { Node, Pod } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { createAgenda } from './agenda'
import { containersOf } from './containers'
import { type Heartbeats, startHeartbeats } from './heartbeats'
import { createMemory } from './memory'
import { createNodePods, type NodePods } from './node-pods'
import { tasksOfPod } from './pod-tasks'
import { type Pressure, startPressure } from './pressure'
import { createSync, type Looker, type Sync } from './sync'

/** The kubelets of all nodes: bound pods start, become ready, fail, end and go, each step at its instant. */
export interface Kubelet extends Heartbeats, Pick<Pressure, 'fillDisk'> {
  readonly podsOn: NodePods
  /** Ends the back-off of a pod's containers now. */
  restart(pod: Pod): void
  /** Takes up a pod that stood there before the kubelet did: it goes on from where it stands. */
  resume(pod: Pod): void
  /** Takes up every pod that stood there before. */
  resumeAll(): void
}

/**
 * Pods that stand there already are left alone until they change, their image does, or they are taken up.
 * `renewals`: how many Leases of nodes are renewed a second at most.
 */
export function startKubelet(world: World, { renewals = 0 } = {}): Kubelet {
  const { store, clock, registry } = world
  const podsOn = createNodePods(store)
  const memory = createMemory(podsOn)
  const look: Looker = { world, memory, random: world.random.fork('kubelet') }
  const heartbeats = startHeartbeats(world, renewals)
  const pressure = startPressure(world, podsOn, heartbeats.answers)
  const nodeOf = ({ spec }: Pod): Node | undefined => {
    const node = spec.nodeName === undefined ? undefined : store.nodes.get(undefined, spec.nodeName)
    return node !== undefined && heartbeats.answers(node) ? node : undefined
  }
  const agenda = createAgenda<(sync: Sync) => void>(clock, (key, due) => {
    const [namespace, name = ''] = key.split('/')
    const pod = store.pods.get(namespace, name)
    const node = pod && nodeOf(pod)
    if (pod === undefined || node === undefined) return agenda.forget(key)
    const sync = createSync(look, pod, node)
    for (const work of due) work(sync)
    if (!sync.report()) plan(pod)
  })
  const plan = (pod: Pod) => {
    const key = keyOf(pod.metadata.namespace, pod.metadata.name)
    if (nodeOf(pod) === undefined) return agenda.forget(key)
    const tasks = tasksOfPod(look, pod)
    if (tasks.length === 0) memory.rest(pod)
    agenda.plan(key, tasks)
    if (leaks(world, pod)) pressure.watch(pod.spec.nodeName ?? '')
  }
  store.pods.listen(({ type, object }) => {
    if (type !== 'DELETED') return plan(object)
    agenda.forget(keyOf(object.metadata.namespace, object.metadata.name))
    memory.forget(object)
  })
  store.nodes.listen(({ type, object }) => {
    if (type === 'DELETED') memory.forgetNode(object.metadata.name)
  })
  heartbeats.listen((node) => podsOn(node).forEach(plan))
  // Rare: the story changes an image; whatever runs it follows.
  registry.listen((image) => {
    for (const pod of [...store.pods.values()]) if (runs(pod, image)) plan(pod)
  })
  return {
    ...heartbeats,
    podsOn,
    fillDisk: pressure.fillDisk,
    resume: plan,
    resumeAll: () => [...store.pods.values()].forEach(plan),
    restart(pod) {
      plan(pod)
      const { init, main } = containersOf(pod)
      const waiting = [...init, ...main].filter(({ state }) => state.waiting?.reason?.endsWith('BackOff'))
      agenda.hasten(
        keyOf(pod.metadata.namespace, pod.metadata.name),
        waiting.map(({ name }) => name),
      )
    },
  }
}

function runs({ spec }: Pod, image: string): boolean {
  const isIt = (container: { readonly image: string }) => container.image === image
  return spec.containers.some(isIt) || (spec.initContainers?.some(isIt) ?? false)
}

function leaks({ registry }: World, { spec, status }: Pod): boolean {
  return (
    status.phase === 'Running' && spec.containers.some(({ image }) => registry.behaviourOf(image).leak !== undefined)
  )
}
