/** Time as everything in this folder sees it, so that tests can drive it. Milliseconds since 1970. */
export interface Clock {
  readonly now: () => number
  /** Runs once after a delay; what it returns calls that off. */
  readonly after: (delay: number, run: () => void) => () => void
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (delay, run) => {
    const timer = setTimeout(run, delay)
    return () => clearTimeout(timer)
  },
}

/** Runs after every `interval` ms; what it returns ends that. */
export function repeat(clock: Clock, interval: number, run: () => void): () => void {
  let cancel = clock.after(interval, again)
  function again() {
    cancel = clock.after(interval, again)
    run()
  }
  return () => cancel()
}
