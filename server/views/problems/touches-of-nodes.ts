import type { Node } from '@/lib/kube/kinds/node'
import type { ClusterStores } from '@/server/views/tables'
import { isOther, onChange, type Touch } from './touch'

/** Nodes decide what becomes of their pods, and of those that no node takes. */
export function followNodes(stores: ClusterStores, touch: Touch): void {
  onChange<Node>(stores.nodes, (node, before, after) => {
    if (!isOther(before, after, toldToPods)) return
    for (const key of stores.pods.keysBy('node', node.metadata?.name ?? '')) touch.object('Pod', key)
    for (const key of stores.pods.keysBy('unbound', 'yes')) touch.object('Pod', key)
  })
}

/** All but heartbeats. */
const toldToPods = ({ spec, status, metadata }: Node) => [
  spec,
  metadata?.labels,
  metadata?.uid,
  status?.allocatable,
  status?.conditions.map(({ type, status: value, reason, message, lastTransitionTime }) => [
    type,
    value,
    reason,
    message,
    lastTransitionTime,
  ]),
]
