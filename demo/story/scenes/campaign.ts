import type { Scene } from '@/demo/story/scene'

const actor = 'search/frontend'
const minute = 60_000

export const campaign: Scene = {
  name: 'campaign',
  about: 'A campaign brings search/frontend three times its load: its autoscaler climbs to its maximum and comes back.',
  actors: [actor],
  play({ world: { traffic, clock } }) {
    const start = clock.now()
    traffic.addSurge({ service: actor, factor: 3.2, start, full: start + 1.5 * minute, end: start + 8 * minute })
  },
}
