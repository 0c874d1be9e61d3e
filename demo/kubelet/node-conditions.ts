import { toTimestamp } from '@/demo/clock'
import { type Condition, type Node, withCondition } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'

type Words = Pick<Condition, 'status' | 'reason' | 'message' | 'lastHeartbeatTime'>

// The words of k8s.io/kubernetes pkg/kubelet/nodestatus/setters.go, v1.36.
const memory = {
  True: ['KubeletHasInsufficientMemory', 'kubelet has insufficient memory available', 'NodeHasInsufficientMemory'],
  False: ['KubeletHasSufficientMemory', 'kubelet has sufficient memory available', 'NodeHasSufficientMemory'],
} as const
const disk = {
  True: ['KubeletHasDiskPressure', 'kubelet has disk pressure', 'NodeHasDiskPressure'],
  False: ['KubeletHasNoDiskPressure', 'kubelet has no disk pressure', 'NodeHasNoDiskPressure'],
} as const

export type PressureKind = 'MemoryPressure' | 'DiskPressure'

export const isTrue = ({ status }: Node, type: string): boolean =>
  status.conditions.some((condition) => condition.type === type && condition.status === 'True')

const healthy: Readonly<Record<string, Words>> = {
  MemoryPressure: { status: 'False', reason: memory.False[0], message: memory.False[1] },
  DiskPressure: { status: 'False', reason: disk.False[0], message: disk.False[1] },
  PIDPressure: { status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' },
  Ready: { status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
}

/** A kubelet tells that its node has come under pressure, or has none any more. */
export function tellPressure(world: World, node: Node, type: PressureKind, holds: boolean): void {
  const [reason, message, event] = (type === 'MemoryPressure' ? memory : disk)[holds ? 'True' : 'False']
  writeConditions(world, node, [{ type, status: holds ? 'True' : 'False', reason, message }])
  sayStatus(world, node, event, 'kubelet')
}

/** A kubelet that comes back tells everything anew. */
export function tellHealthy(world: World, node: Node): void {
  const told = node.status.conditions.flatMap(({ type }) => (healthy[type] ? [{ type, ...healthy[type] }] : []))
  writeConditions(world, node, told)
  sayStatus(world, node, 'NodeReady', 'kubelet')
}

export function writeConditions(
  { store, clock }: World,
  node: Node,
  told: readonly (Words & { type: string })[],
): void {
  const now = toTimestamp(clock.now())
  const conditions = told.reduce<readonly Condition[]>(
    (known, next) => withCondition(known, { lastHeartbeatTime: now, ...next, lastTransitionTime: now }),
    node.status.conditions,
  )
  store.nodes.update({ ...node, status: { ...node.status, conditions } })
}

/** The event that tells of a node's new status, in the kubelet's and the node controller's common words. */
export function sayStatus({ events }: World, node: Node, reason: string, component: string): void {
  const { name } = node.metadata
  const host = component === 'kubelet' ? name : undefined
  events.record(node, { type: 'Normal', reason, message: `Node ${name} status is now: ${reason}`, component, host })
}
