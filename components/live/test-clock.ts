import type { Clock } from './clock'

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  /** Runs what is due on the way, in its order. */
  readonly advance: (ms: number) => void
  /** Settles when somebody begins to wait for this long, to the millisecond. */
  readonly waitingFor: (delay: number) => Promise<void>
}

export function createTestClock(start = 1_000_000): TestClock {
  let now = start
  const timers = new Set<{ readonly at: number; readonly delay: number; readonly run: () => void }>()
  const watchers = new Set<() => void>()

  return {
    now: () => now,
    after(delay, run) {
      const timer = { at: now + delay, delay, run }
      timers.add(timer)
      for (const watch of watchers) watch()
      return () => timers.delete(timer)
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
        if (next === undefined) break
        timers.delete(next)
        now = next.at
        next.run()
      }
      now = end
    },
    waitingFor: (delay) =>
      new Promise((resolve) => {
        const watch = () => {
          if (![...timers].some((timer) => timer.delay === delay)) return
          watchers.delete(watch)
          resolve()
        }
        watchers.add(watch)
        watch()
      }),
  }
}
