import type { Scene } from '@/demo/story/scene'
import { findWorkload, imageAt, release } from '@/demo/story/workloads'

const actor = 'checkout/web'
const tag = '1.9.0'

export const canary: Scene = {
  name: 'canary',
  about: 'A canary of checkout/web pauses with a doubtful analysis: promote it, or abort and undo it.',
  actors: [actor],
  play({ world }) {
    const web = findWorkload(world, actor)
    if (web === undefined) return
    // Too many errors to be good, too few to be bad: between the limits of the analysis.
    world.traffic.setQuality(imageAt(web, tag), { errorShare: 0.04, latencyMs: 26 })
    release(world, web, tag, 'Show delivery dates on product pages')
  },
}
