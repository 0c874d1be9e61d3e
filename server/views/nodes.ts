import { type NodeRow, nodesShape, projectNode } from '@/lib/views/nodes'
import { keyOf } from '@/server/kube/store'
import type { Frame } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'
import { createKeysByName } from './keys-by-name'
import { createNodeLoads } from './node-loads'
import type { ClusterStores } from './tables'

export function createNodesView(stores: ClusterStores, frame: Frame): View<NodeRow> {
  const keys = createKeysByName(stores.nodes)
  const loads = createNodeLoads(stores.pods, (name) => {
    const key = keys.get(name)
    if (key !== undefined) input.touch(key)
  })

  const { view, input } = createView(nodesShape, frame, (key) => {
    const node = stores.nodes.objects.get(key)
    return node && projectNode(node, loads.on(node.metadata?.name ?? ''))
  })

  stores.nodes.subscribe((before, after) => {
    const node = after ?? before
    if (node !== undefined) input.touch(keyOf(node))
  })
  return view
}
