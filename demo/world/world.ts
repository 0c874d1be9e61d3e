import type { Clock } from '@/demo/clock'
import type { Random } from '@/demo/random'
import type { Store } from '@/demo/store/store'
import type { EventRecorder } from './event-recorder'
import type { Placement } from './placement'
import type { Registry } from './registry'
import type { Usage } from './usage'

/** What a controller works on: everything it does follows from the store and the clock. */
export interface World {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly registry: Registry
  readonly placement: Placement
  readonly events: EventRecorder
  readonly usage: Usage
}
