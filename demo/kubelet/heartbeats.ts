import { toTimestamp } from '@/demo/clock'
import type { Lease } from '@/demo/store/core-objects'
import type { Node } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { tellHealthy } from './node-conditions'

/** A kubelet renews its Lease every 10 s, unless all together would do so more often than they may. */
const leaseInterval = 10_000
/** nodeStatusReportFrequency: how often a status without news is written. */
const statusInterval = 300_000

/** Which kubelets are heard of. */
export interface Heartbeats {
  /** Whether the node's kubelet runs and reaches the API. */
  answers(node: Node): boolean
  /** The node's kubelet is heard of no more: the machine is lost, or its network. Its pods stay as they were last told. */
  loseNode(name: string): void
  /** It is back, and tells its status. */
  returnNode(name: string): void
  /** Called with the name of a node whose kubelet has gone silent or is back. */
  listen(listener: (name: string) => void): void
}

/** `renewals`: how many Leases are renewed a second at most, of all nodes in turn; 0 for a world that stands still. */
export function startHeartbeats(world: World, renewals: number): Heartbeats {
  const { store } = world
  const silent = new Set<string>()
  const listeners = new Set<(name: string) => void>()
  const answers = ({ metadata, status }: Node) => {
    const ready = status.conditions.find(({ type }) => type === 'Ready')
    return ready !== undefined && ready.status !== 'Unknown' && !silent.has(metadata.name)
  }
  for (const node of store.nodes.values()) createLease(world, node, answers(node))
  store.nodes.listen(({ type, object }) => {
    if (type === 'ADDED') createLease(world, object, answers(object))
    if (type !== 'DELETED') return
    silent.delete(object.metadata.name)
    const lease = store.leases.get(leaseNamespace, object.metadata.name)
    if (lease !== undefined) store.leases.remove(lease)
  })
  if (renewals > 0) beatInTurn(world, answers, renewals)
  return {
    answers,
    listen: (listener) => void listeners.add(listener),
    loseNode(name) {
      if (silent.has(name) || store.nodes.get(undefined, name) === undefined) return
      silent.add(name)
      for (const listener of listeners) listener(name)
    },
    returnNode(name) {
      const node = store.nodes.get(undefined, name)
      if (node === undefined || answers(node)) return
      silent.delete(name)
      tellHealthy(world, node)
      renew(world, name)
      for (const listener of listeners) listener(name)
    },
  }
}

/** One timer for all nodes: each beat takes the next ones in turn. */
function beatInTurn(world: World, answers: Heartbeats['answers'], renewals: number): void {
  const { store, clock } = world
  let queue: readonly string[] = []
  let next = 0
  const beat = () => {
    if (next >= queue.length) {
      queue = [...store.nodes.values()].map(({ metadata }) => metadata.name)
      next = 0
    }
    const node = store.nodes.get(undefined, queue[next++] ?? '')
    if (node !== undefined && answers(node)) {
      renew(world, node.metadata.name)
      reportStatus(world, node)
    }
    const interval = Math.max(leaseInterval, (queue.length / renewals) * 1000)
    clock.after(interval / Math.max(1, queue.length), beat)
  }
  clock.after(1000, beat)
}

const leaseNamespace = 'kube-node-lease'
const microTime = (at: number) => `${new Date(at).toISOString().slice(0, -1)}000Z`

function createLease({ store, clock }: World, node: Node, isAlive: boolean): void {
  const { name, creationTimestamp, uid } = node.metadata
  if (store.leases.get(leaseNamespace, name) !== undefined) return
  const heard = node.status.conditions.find(({ type }) => type === 'Ready')?.lastHeartbeatTime
  const renewTime = microTime(isAlive || heard === undefined ? clock.now() : Date.parse(heard))
  const lease: Lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    // Its uid follows from the node's, so that nothing is drawn for it.
    metadata: {
      name,
      namespace: leaseNamespace,
      uid: uid.replace(/^./, 'f'),
      resourceVersion: '',
      creationTimestamp,
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid }],
    },
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime },
  }
  store.leases.create(lease)
}

function renew({ store, clock }: World, name: string): void {
  const lease = store.leases.get(leaseNamespace, name)
  if (lease !== undefined) store.leases.update({ ...lease, spec: { ...lease.spec, renewTime: microTime(clock.now()) } })
}

function reportStatus({ store, clock }: World, node: Node): void {
  const told = node.status.conditions.find(({ type }) => type === 'Ready')?.lastHeartbeatTime ?? ''
  if (clock.now() - Date.parse(told) < statusInterval) return
  const lastHeartbeatTime = toTimestamp(clock.now())
  const conditions = node.status.conditions.map((condition) => ({ ...condition, lastHeartbeatTime }))
  store.nodes.update({ ...node, status: { ...node.status, conditions } })
}
