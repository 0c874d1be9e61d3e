import type { Clock } from '@/demo/clock'
import type { Admission } from '@/demo/controllers/admission'
import type { Random } from '@/demo/random'
import type { Store } from '@/demo/store/store'
import type { EventRecorder } from './event-recorder'
import type { Placement } from './placement'
import type { Registry } from './registry'
import type { Traffic } from './traffic'
import type { Usage } from './usage'

/** What a controller works on: everything it does follows from the store and the clock. */
export interface World {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly registry: Registry
  readonly placement: Placement
  readonly admission: Admission
  readonly events: EventRecorder
  readonly traffic: Traffic
  readonly usage: Usage
}
