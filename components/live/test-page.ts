import type { Page, PageChange } from './page'

/** A page that is shown, hidden and drawn as a test says. */
export interface TestPage extends Page {
  readonly set: (visible: boolean) => void
  readonly change: (what: PageChange) => void
  /** Draws the next frame. */
  readonly frame: () => void
}

export function createTestPage(): TestPage {
  let isVisible = true
  let due: (() => void)[] = []
  const followers = new Set<(what: PageChange) => void>()
  const change = (what: PageChange) => {
    for (const follower of followers) follower(what)
  }
  return {
    isVisible: () => isVisible,
    follow(onChange) {
      followers.add(onChange)
      return () => followers.delete(onChange)
    },
    beforeFrame: (run) => void due.push(run),
    set(visible) {
      isVisible = visible
      change('visibility')
    },
    change,
    frame() {
      if (!isVisible) return
      const runs = due
      due = []
      for (const run of runs) run()
    },
  }
}
