import type { Scene } from '@/demo/story/scene'
import { findWorkload, scale } from '@/demo/story/workloads'

const actor = 'shipping/tracking'

export const quota: Scene = {
  name: 'quota',
  about: 'shipping/tracking is scaled to twice its size, which the quota of its namespace stops: scale it back.',
  actors: [actor],
  play({ world, after }) {
    const tracking = findWorkload(world, actor)
    if (tracking === undefined) return
    const usual = tracking.spec.replicas ?? 1
    scale(world, tracking, 2 * usual)
    after(12, () => {
      const current = findWorkload(world, actor)
      if (current?.spec.replicas === 2 * usual) scale(world, current, usual)
    })
  },
}
