import type { Clock } from './clock'

const tick = 10_000
/** Ticks without a word after which a tab is gone. Browsers let a hidden tab's timers run once a minute. */
const patienceWhileVisible = 4
const patienceWhileHidden = 15

/** Finds the tabs that died without leaving: a port does not say that its other end is gone. */
export interface Silence<T> {
  /** The tab said something. */
  readonly broken: (tab: T, isVisible: boolean) => void
  readonly forget: (tab: T) => void
}

/** Counts ticks, not time: after a sleep of the machine nobody is taken for gone. */
export function createSilence<T>(clock: Clock, onGone: (tab: T) => void): Silence<T> {
  const left = new Map<T, number>()
  let isTicking = false

  function look() {
    isTicking = false
    for (const [tab, ticks] of left) {
      left.set(tab, ticks - 1)
      if (ticks <= 0) onGone(tab)
    }
    goOn()
  }

  function goOn() {
    if (isTicking || left.size === 0) return
    isTicking = true
    clock.after(tick, look)
  }

  return {
    broken(tab, isVisible) {
      left.set(tab, isVisible ? patienceWhileVisible : patienceWhileHidden)
      goOn()
    },
    forget: (tab) => left.delete(tab),
  }
}
