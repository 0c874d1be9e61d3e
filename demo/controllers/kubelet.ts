import { keyOf } from '@/demo/store/collection'
import type { Node, Pod } from '@/demo/store/objects'
import { hasEnded } from '@/demo/world/placement'
import type { World } from '@/demo/world/world'
import { nextStep, restarted } from './containers'
import { type Containers, composeStatus, containersOf, ended } from './podstatus'

/** The kubelets of all nodes: bound pods start, become ready, fail, end and go, each step after its time. */
export interface Kubelet {
  /** Ends the back-off of a pod's containers now. */
  restart(pod: Pod): void
  /** Takes up a pod that stood there before the kubelet did. */
  resume(pod: Pod): void
}

export function startKubelet(world: World): Kubelet {
  const { store, clock, registry } = world
  const random = world.random.fork('kubelet')
  const timers = new Map<string, () => void>()

  const plan = (pod: Pod) => {
    const key = keyOf(pod.metadata.namespace, pod.metadata.name)
    timers.get(key)?.()
    timers.delete(key)
    const node = nodeOf(world, pod)
    if (node === undefined) return
    const due = pod.metadata.deletionTimestamp === undefined ? startOf(pod, node) : endOf(pod, node)
    if (due !== undefined) timers.set(key, clock.after(due.delay, due.run))
  }
  const startOf = (pod: Pod, node: Node) => {
    const step = hasEnded(pod) ? undefined : nextStep(pod, registry, random)
    return step && { delay: step.delay, run: () => report(world, pod, node, step.containers(clock.now())) }
  }
  const endOf = (pod: Pod, node: Node) => {
    const grace = (pod.metadata.deletionGracePeriodSeconds ?? 0) * 1000
    const delay = Math.min(grace, random.between(500, 2500))
    if ((pod.metadata.finalizers ?? []).length === 0) return { delay, run: () => store.pods.remove(pod) }
    const { init, main } = containersOf(pod)
    if (main.every(({ state }) => state.running === undefined)) return undefined
    const killed = (at: number) =>
      main.map((container) =>
        container.state.running ? ended(container, at, { exitCode: 143, reason: 'Error' }) : container,
      )
    return { delay, run: () => report(world, pod, node, { init, main: killed(clock.now()) }) }
  }
  store.pods.listen(({ type, object }) => {
    if (type !== 'DELETED') return plan(object)
    const key = keyOf(object.metadata.namespace, object.metadata.name)
    timers.get(key)?.()
    timers.delete(key)
  })
  return {
    resume: plan,
    restart(pod) {
      const node = nodeOf(world, pod)
      if (node !== undefined) report(world, pod, node, restarted(pod, clock.now(), random))
    },
  }
}

/** The pod's node while its kubelet answers. */
function nodeOf({ store }: World, pod: Pod): Node | undefined {
  const node = pod.spec.nodeName === undefined ? undefined : store.nodes.get(undefined, pod.spec.nodeName)
  const ready = node?.status.conditions.find(({ type }) => type === 'Ready')
  return ready?.status === 'True' ? node : undefined
}

/** Writes what the kubelet sees of a pod; its address is made when its first container starts. */
function report({ store, clock }: World, pod: Pod, node: Node, containers: Containers): Pod | undefined {
  const hostIP = node.status.addresses[0]?.address ?? ''
  const podIP = pod.status.podIP ?? (pod.spec['hostNetwork'] === true ? hostIP : addressOf(node, pod))
  return store.pods.update({ ...pod, status: composeStatus(pod, containers, hostIP, podIP, clock.now()) })
}

/** An address in the node's podCIDR, from the pod's uid. */
export function addressOf(node: Node, { metadata }: Pod): string {
  const [network = '10.64.0.0'] = (node.spec.podCIDR ?? '').split('/')
  const last = 2 + (Number.parseInt(metadata.uid.slice(0, 8), 16) % 252)
  return network.replace(/\d+$/, String(last))
}
