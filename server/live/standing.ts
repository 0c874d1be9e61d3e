import type { Selection, Step } from './selection'

/**
 * Where one browser stands on one selection. While it keeps up, steps go straight through; once it does not, all that is
 * kept is the set of the rows that changed meanwhile, or, beyond a window's worth, that it needs a snapshot.
 */
export interface Standing {
  /** Takes a step: true if the browser may be sent it as it is. */
  take(step: Step, ready: boolean): boolean
  /** What brings the browser up to date, or undefined when it is. */
  message(): string | undefined
  /** The browser may have lost something: it needs everything anew. */
  restart(): void
  leave(): void
}

export function createStanding(selection: Selection, onStep: (step: Step) => void): Standing {
  const touched = new Set<string>()
  /** The version that the browser stands at; 0 asks for a snapshot. */
  let at = 0

  function restart() {
    at = 0
    touched.clear()
  }

  return {
    take({ from, version, rows }, ready) {
      if (at === 0) return false
      if (ready && at === from && touched.size === 0) {
        at = version
        return true
      }
      for (const key of rows) touched.add(key)
      if (touched.size > selection.limit) restart()
      return false
    },
    message() {
      if (at === selection.version) return undefined
      const message = at === 0 ? selection.snapshot() : selection.catchUp(at, touched)
      at = selection.version
      touched.clear()
      return JSON.stringify(message)
    },
    restart,
    leave: selection.subscribe(onStep),
  }
}
