import { pickWorker } from '@/demo/story/nodes'
import type { Scene } from '@/demo/story/scene'

export const lostNode: Scene = {
  name: 'lost-node',
  about: 'A node is heard of no more; five minutes later its pods are given up, and after nine it is back.',
  actors: [],
  play(stage) {
    const { kubelet, after } = stage
    const node = pickWorker(stage, ['orders/orders-db', 'search/elastic', 'recommendations/train-embeddings'])
    if (node === undefined) return
    kubelet.loseNode(node)
    after(9, () => kubelet.returnNode(node))
  },
}
