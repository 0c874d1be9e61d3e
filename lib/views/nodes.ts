import type { Node } from '@/lib/kube/kinds/node'
import { amount } from './amount'
import { judgeNode, nodeRoles, nodeStatus } from './node-status'
import { type Health, healthOrder, type Row, type ViewShape } from './view'

/** A node's line. `status`, `roles` and `version` are what `kubectl get nodes` prints. */
export interface NodeRow extends Row {
  readonly name: string
  readonly health: Health
  readonly status: string
  /** Which pressure or fault, in the cluster's words; null when there is none. */
  readonly reason: string | null
  readonly roles: string
  readonly version: string
  readonly zone: string | null
  readonly instanceType: string | null
  readonly ip: string | null
  readonly taints: number
  /** Pods bound to the node that have not ended. */
  readonly pods: number
  readonly podsAllocatable: number
  /** Requested by those pods, and allocatable: cores and bytes. */
  readonly cpuRequested: number
  readonly cpuAllocatable: number
  readonly memoryRequested: number
  readonly memoryAllocatable: number
  readonly createdAt: number
}

export const nodesShape: ViewShape<NodeRow> = {
  name: 'nodes',
  namespaceColumn: undefined,
  columns: [
    'name',
    'health',
    'status',
    'reason',
    'roles',
    'version',
    'zone',
    'instanceType',
    'ip',
    'taints',
    'pods',
    'podsAllocatable',
    'cpuRequested',
    'cpuAllocatable',
    'memoryRequested',
    'memoryAllocatable',
    'createdAt',
  ],
  facets: ['health', 'status', 'zone', 'instanceType', 'version', 'roles'],
  searched: ['name', 'status', 'roles', 'zone', 'instanceType', 'version', 'ip'],
  orders: { health: healthOrder },
  defaultSort: { column: 'health', descending: false },
  primary: ['nodes'],
  secondary: [{ resource: 'pods', columns: ['pods', 'cpuRequested', 'memoryRequested'] }],
}

/** What the pods bound to a node that have not ended amount to: cores and bytes requested. */
export interface PodsOnNode {
  readonly count: number
  readonly cpuRequested: number
  readonly memoryRequested: number
}

export function projectNode(node: Node, pods: PodsOnNode): NodeRow {
  const { metadata, spec, status } = node
  const label = (...names: readonly string[]) =>
    names.map((name) => metadata?.labels[name]).find((value) => value !== undefined && value !== '') ?? null
  return {
    key: metadata?.uid ?? '',
    name: metadata?.name ?? '',
    ...judgeNode(node),
    status: nodeStatus(node),
    roles: nodeRoles(node),
    version: status?.nodeInfo?.kubeletVersion ?? '',
    zone: label('topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'),
    instanceType: label('node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'),
    ip: status?.addresses.find(({ type }) => type === 'InternalIP')?.address ?? null,
    taints: spec?.taints.length ?? 0,
    pods: pods.count,
    podsAllocatable: amount(status?.allocatable.pods),
    cpuRequested: pods.cpuRequested,
    cpuAllocatable: amount(status?.allocatable.cpu),
    memoryRequested: pods.memoryRequested,
    memoryAllocatable: amount(status?.allocatable.memory),
    createdAt: metadata?.creationTimestamp ?? 0,
  }
}
