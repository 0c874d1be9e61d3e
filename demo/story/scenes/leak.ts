import type { Scene } from '@/demo/story/scene'
import { findWorkload, imageAt, release, tagOf } from '@/demo/story/workloads'

const actor = 'payments/fraud-check'
const tag = '1.23.0'
const megabyte = 2 ** 20

export const leak: Scene = {
  name: 'leak',
  about:
    'The new payments/fraud-check leaks and is OOM-killed every few minutes: undo it; a fix comes after 18 minutes.',
  actors: [actor],
  play({ world, after }) {
    const check = findWorkload(world, actor)
    if (check === undefined) return
    world.registry.set(imageAt(check, tag), { run: 'serve', seconds: 0, leak: 5 * megabyte })
    release(world, check, tag, 'Cache the verdicts')
    after(18, () => {
      const current = findWorkload(world, actor)
      if (current !== undefined && tagOf(current) === tag) release(world, current, '1.23.1', 'Bound the cache')
    })
  },
}
