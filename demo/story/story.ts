import type { Kubelet } from '@/demo/kubelet/kubelet'
import type { World } from '@/demo/world/world'
import { startEveryday } from './everyday'
import type { Scene, Stage } from './scene'

const minute = 60_000

/** What happens in the shop, from the world's first instant on. */
export interface Story {
  readonly name: string
  /** One sentence. */
  readonly about: string
  /** Whether the world is broken in all usual ways from the start. */
  readonly troubled: boolean
  /** When scenes begin, in virtual minutes. */
  readonly cues: readonly (readonly [minute: number, Scene])[]
  /** From which virtual minute on small things happen now and then: those that go well, and those that go wrong. */
  readonly everyday?: { readonly calm: number; readonly troubles?: number }
}

/** The workloads that everything outside the story's scenes leaves alone. */
export const actorsOf = ({ cues }: Story): ReadonlySet<string> => new Set(cues.flatMap(([, { actors }]) => actors))

/** Lets the story begin: each scene plays at its minute. */
export function startStory(world: World, kubelet: Kubelet, story: Story): void {
  kubelet.resumeAll()
  const random = world.random.fork('story')
  const stageFor = (name: string): Stage => ({
    world,
    kubelet,
    random: random.fork(name),
    after: (minutes, run) => void world.clock.after(minutes * minute, run),
  })
  for (const [at, scene] of story.cues) world.clock.after(at * minute, () => scene.play(stageFor(scene.name)))
  if (story.everyday !== undefined) startEveryday(stageFor('everyday'), story.everyday, actorsOf(story))
}
