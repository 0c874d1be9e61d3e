import type { Kubelet } from '@/demo/kubelet/kubelet'
import type { Random } from '@/demo/random'
import type { World } from '@/demo/world/world'

/** Where scenes play: everything they do, people, machines or the registry could do as well. */
export interface Stage {
  readonly world: World
  readonly kubelet: Kubelet
  /** The scene's own stream. */
  readonly random: Random
  /** Runs something so many virtual minutes after now. */
  after(minutes: number, run: () => void): void
}

/** Something that happens in the shop, and how it ends. Where its actors are missing, nothing happens. */
export interface Scene {
  /** As in `--story NAME`. */
  readonly name: string
  /** One sentence: what is to be seen, and what helps. */
  readonly about: string
  /** `namespace/name` of the workloads that the rest of the story leaves alone. */
  readonly actors: readonly string[]
  readonly play: (stage: Stage) => void
}
