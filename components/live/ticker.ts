import type { Clock } from './clock'
import type { Page } from './page'

/** One ticking clock for all ages on a page: a single timer, at the pace of who wants it fastest, none while hidden. */
export interface Ticker {
  readonly follow: (everyMs: number, onTick: () => void) => () => void
  /** The server's now, rounded down to a multiple of `everyMs`; it changes only with a tick. */
  readonly read: (everyMs: number) => number
}

/** `ahead`: how far the server's clock is ahead of ours, in ms. */
export function createTicker(clock: Clock, page: Page, ahead: () => number): Ticker {
  const followers = new Map<() => void, number>()
  let now: number | undefined
  let cancelTimer = () => {}
  let cancelPage: (() => void) | undefined

  const serverNow = () => clock.now() + ahead()

  function schedule() {
    cancelTimer()
    if (followers.size === 0 || !page.isVisible()) return
    const pace = Math.min(...followers.values())
    cancelTimer = clock.after(pace - (serverNow() % pace), tick)
  }

  function tick() {
    now = serverNow()
    for (const onTick of followers.keys()) onTick()
    schedule()
  }

  function stop() {
    cancelTimer()
    cancelPage?.()
    cancelPage = undefined
    now = undefined
  }

  return {
    follow(everyMs, onTick) {
      const follower = () => onTick()
      followers.set(follower, everyMs)
      now ??= serverNow()
      cancelPage ??= page.follow(() => (page.isVisible() ? tick() : schedule()))
      schedule()
      return () => {
        followers.delete(follower)
        if (followers.size === 0) stop()
        else schedule()
      }
    },
    read(everyMs) {
      return Math.floor((now ?? serverNow()) / everyMs) * everyMs
    },
  }
}
