import type { Clock } from '@/demo/clock'

/** The way to the server, that can be closed and long. */
export interface Passage {
  set(isOpen: boolean): void
  /** Resolves when it is open. */
  free(): Promise<void>
  /** Resolves after this long in the cluster's time. */
  wait(milliseconds: number): Promise<void>
}

export function createPassage(clock: Clock): Passage {
  let isOpen = true
  let waiting: (() => void)[] = []
  return {
    set(open) {
      isOpen = open
      if (!open) return
      const free = waiting
      waiting = []
      for (const go of free) go()
    },
    async free() {
      if (!isOpen) await new Promise<void>((resolve) => void waiting.push(resolve))
    },
    async wait(milliseconds) {
      if (milliseconds > 0) await new Promise<void>((resolve) => void clock.after(milliseconds, resolve))
    },
  }
}
