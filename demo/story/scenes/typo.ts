import type { Scene } from '@/demo/story/scene'
import { findWorkload, imageAt, release, tagOf, undo } from '@/demo/story/workloads'

const actor = 'cart/api'
/** With the letter O. */
const tag = '3.4.O'

export const typo: Scene = {
  name: 'typo',
  about: 'cart/api is released with a tag that the registry does not know: undo it; its team does after seven minutes.',
  actors: [actor],
  play({ world, after }) {
    const api = findWorkload(world, actor)
    if (api === undefined) return
    world.registry.set(imageAt(api, tag), { run: 'no-image', seconds: 0 })
    release(world, api, tag, 'Release 3.4.0')
    after(7, () => {
      const current = findWorkload(world, actor)
      if (current !== undefined && tagOf(current) === tag) undo(world, current, 'Back to 3.3.3: the tag is wrong')
    })
  },
}
