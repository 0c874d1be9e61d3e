import { cordon, drain as drainNode } from '@/demo/story/nodes'
import type { Scene } from '@/demo/story/scene'

const actor = 'orders/orders-db'

export const drain: Scene = {
  name: 'drain',
  about:
    'The drain of a node waits for a pod of orders/orders-db, whose budget allows none to go: delete the pod, or uncordon the node.',
  actors: [actor],
  play(stage) {
    const { world, after } = stage
    const node = world.store.pods.get('orders', 'orders-db-1')?.spec.nodeName
    if (node === undefined) return
    cordon(world, node, true)
    // What the drain was for takes a minute; then the node is back.
    drainNode(stage, node, () => after(1, () => cordon(world, node, false)))
    after(14, () => cordon(world, node, false))
  },
}
