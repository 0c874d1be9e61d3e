import { toTimestamp } from '@/demo/clock'
import type { Heartbeats } from '@/demo/kubelet/heartbeats'
import { sayStatus, writeConditions } from '@/demo/kubelet/node-conditions'
import type { NodePods } from '@/demo/kubelet/node-pods'
import { type Condition, isReady, type Node, type Taint } from '@/demo/store/objects'
import { hasEnded } from '@/demo/world/placement'
import type { World } from '@/demo/world/world'
import { createQueue } from './queue'

/** --node-monitor-grace-period (50 s since v1.32) and the monitor's period. */
const grace = 50_000
const period = 5_000

const prefix = 'node.kubernetes.io/'

/** Tells which nodes are heard of no more, and keeps the taints that follow from conditions and cordons (nodelifecycle). */
export function startNodeLifecycleController(world: World, kubelet: Heartbeats & { readonly podsOn: NodePods }): void {
  const { store, clock } = world
  const queue = createQueue(clock, 100, (_, name) => {
    const node = store.nodes.get(undefined, name)
    if (node !== undefined) reconcileTaints(world, node)
  })
  const say = (node: Node, reason: string, what: string) => {
    const message = `Node ${node.metadata.name} event: ${what}`
    world.events.record(node, { type: 'Normal', reason, message, component: 'node-controller' })
  }
  store.nodes.listen(({ type, object, previous }) => {
    const { name } = object.metadata
    if (type === 'ADDED') say(object, 'RegisteredNode', `Registered Node ${name} in Controller`)
    if (type === 'DELETED') return say(object, 'RemovingNode', `Removing Node ${name} from Controller`)
    const isNews = previous?.spec !== object.spec || previous.status.conditions !== object.status.conditions
    if (isNews) queue.add(undefined, name)
  })
  kubelet.listen((name) => {
    const node = store.nodes.get(undefined, name)
    if (node === undefined || kubelet.answers(node)) return
    const lease = store.leases.get('kube-node-lease', name)
    const heard = Date.parse(lease?.spec.renewTime ?? '') || clock.now()
    // Where Leases are renewed seldom or never, the silence begins now.
    const since = clock.now() - heard < 2 * period ? heard : clock.now()
    const found = Math.ceil((since + grace - clock.now()) / period) * period
    clock.after(found, () => {
      const current = store.nodes.get(undefined, name)
      if (current !== undefined && !kubelet.answers(current)) giveUp(world, current, kubelet.podsOn)
    })
  })
}

/** The node's conditions become unknown, and its pods not ready. */
function giveUp(world: World, node: Node, podsOn: NodePods): void {
  if (node.status.conditions.every(({ status }) => status === 'Unknown')) return
  const unknown = {
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
  } as const
  writeConditions(
    world,
    node,
    // When the kubelet was heard last stays told.
    node.status.conditions.map((condition) => ({ ...condition, ...unknown })),
  )
  sayStatus(world, node, 'NodeNotReady', 'node-controller')
  for (const pod of podsOn(node.metadata.name)) {
    if (hasEnded(pod) || !isReady(pod)) continue
    const lastTransitionTime = toTimestamp(world.clock.now())
    const conditions = (pod.status.conditions ?? []).map((condition) =>
      condition.type === 'Ready' ? { ...condition, status: 'False' as const, lastTransitionTime } : condition,
    )
    world.store.pods.update({ ...pod, status: { ...pod.status, conditions } })
    const message = 'Node is not ready'
    world.events.record(pod, { type: 'Warning', reason: 'NodeNotReady', message, component: 'node-controller' })
  }
}

/** The taints that the controller owns; others are left alone. */
const owned = ['unschedulable', 'not-ready', 'unreachable', 'memory-pressure', 'disk-pressure', 'pid-pressure'].map(
  (name) => prefix + name,
)

function wantedTaints({ spec, status }: Node): readonly Taint[] {
  const statusOf = (type: string) => status.conditions.find((condition: Condition) => condition.type === type)?.status
  const ready = statusOf('Ready')
  const noSchedule = [
    ready === 'Unknown' && 'unreachable',
    ready === 'False' && 'not-ready',
    statusOf('MemoryPressure') === 'True' && 'memory-pressure',
    statusOf('DiskPressure') === 'True' && 'disk-pressure',
    statusOf('PIDPressure') === 'True' && 'pid-pressure',
    spec.unschedulable && 'unschedulable',
  ].flatMap((name) => (name ? [{ key: prefix + name, effect: 'NoSchedule' }] : []))
  const lost = noSchedule.filter(({ key }) => key.endsWith('unreachable') || key.endsWith('not-ready'))
  return [...noSchedule, ...lost.map(({ key }) => ({ key, effect: 'NoExecute' }))]
}

export function reconcileTaints({ store, clock }: World, node: Node): void {
  const taints = node.spec.taints ?? []
  const wanted = wantedTaints(node)
  const isSame = (a: Taint) => (b: Taint) => a.key === b.key && a.effect === b.effect
  const kept = taints.filter((taint) => !owned.includes(taint.key) || wanted.some(isSame(taint)))
  const timeAdded = toTimestamp(clock.now())
  const added = wanted.filter((taint) => !taints.some(isSame(taint))).map((taint) => ({ ...taint, timeAdded }))
  if (added.length === 0 && kept.length === taints.length) return
  const next = [...kept, ...added]
  store.nodes.update({ ...node, spec: { ...node.spec, taints: next.length === 0 ? undefined : next } })
}
