import type { Scene } from '@/demo/story/scene'
import { findWorkload, release } from '@/demo/story/workloads'

const actor = 'notifications/push'

export const blueGreen: Scene = {
  name: 'blue-green',
  about: 'The new notifications/push stands beside the old one, is tested and waits to be promoted.',
  actors: [actor],
  play({ world }) {
    const push = findWorkload(world, actor)
    if (push !== undefined) release(world, push, '2.9.0', 'Group messages of one order')
  },
}
