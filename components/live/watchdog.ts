import type { Clock } from './clock'

/** The server gives a sign of life every 10 s. */
const behindAfter = 12_000
const stalledAfter = 25_000

export interface Watchdog {
  /** Something came. */
  readonly feed: () => void
  readonly stop: () => void
}

/** Says when nothing came for 12 s, and for 25 s. Feeding it costs nothing: its one timer looks at the clock when it fires. */
export function createWatchdog(clock: Clock, onBehind: () => void, onStalled: () => void): Watchdog {
  let heard = clock.now()
  let cancel = clock.after(behindAfter, look)

  function look() {
    const silence = clock.now() - heard
    if (silence >= stalledAfter) return onStalled()
    if (silence >= behindAfter) onBehind()
    cancel = clock.after((silence >= behindAfter ? stalledAfter : behindAfter) - silence, look)
  }

  return {
    feed() {
      heard = clock.now()
    },
    stop: () => cancel(),
  }
}
