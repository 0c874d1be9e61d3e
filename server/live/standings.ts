import type { Selection } from './selection'
import { createStanding, type Standing } from './standing'

/** Where one browser stands on all selections of its pages. */
export interface Standings {
  declare(selections: ReadonlySet<Selection>): void
  /** What the browser is to be sent to be up to date. */
  take(): readonly string[]
  /** Steps that were not sent are lost with the stream. */
  forgetSteps(): void
  /** The browser needs everything anew. */
  restart(): void
  close(): void
}

export function createStandings(isReady: () => boolean, onChange: () => void): Standings {
  const standings = new Map<Selection, Standing>()
  let steps: { readonly selection: Selection; readonly text: string }[] = []

  function join(selection: Selection) {
    const standing = createStanding(selection, (step) => {
      if (standing.take(step, isReady())) steps.push({ selection, text: step.text })
      onChange()
    })
    standings.set(selection, standing)
  }

  /** With what was to be sent of it. */
  function leave(selection: Selection) {
    standings.get(selection)?.leave()
    standings.delete(selection)
    steps = steps.filter((step) => step.selection !== selection)
  }

  return {
    declare(selections) {
      for (const selection of standings.keys()) if (!selections.has(selection)) leave(selection)
      for (const selection of selections) if (!standings.has(selection)) join(selection)
      onChange()
    },
    take() {
      const late = [...standings.values()].flatMap((standing) => standing.message() ?? [])
      return [...steps.splice(0).map(({ text }) => text), ...late]
    },
    forgetSteps() {
      steps = []
    },
    restart() {
      for (const standing of standings.values()) standing.restart()
    },
    close() {
      for (const selection of standings.keys()) leave(selection)
    },
  }
}
