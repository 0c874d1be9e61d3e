/**
 * The beat of the live path. Work asked for between two frames is done once in the next, in the order of its rank, so that
 * a change passes store, rows, selections and channels in one go. A frame comes at once after a pause, else after
 * `interval` ms; one that took long stretches the interval, so that the frames never take more than a quarter of the time.
 */
export interface Frame {
  /** Gives the function that asks for `run` in the next frame; asking twice runs it once. */
  task(rank: number, run: () => void): () => void
  /** Asks for fewer, larger frames until the returned function is called: while lists come in, each row would move often. */
  slowDown(): () => void
  /** Counts the frames; what is sent in one has the same number for everybody. */
  readonly number: number
  /** Resolves once everything that was asked for has run. */
  idle(): Promise<void>
  close(): void
}

/** A lower rank runs first; what a task asks for at a higher rank runs in the same frame. */
export const rank = {
  /** Before anything is told: what a viewer has lost is not in what follows. */
  rights: 0,
  rows: 1,
  derivedRows: 2,
  matches: 3,
  overviewRows: 4,
  overviewMatches: 5,
  selections: 6,
  channels: 7,
}

const rest = 3
const slowInterval = 120

export function createFrame(interval = 16): Frame {
  const asked: Set<() => void>[] = Object.values(rank).map(() => new Set())
  const waiting: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  let notBefore = 0
  let number = 0
  let slow = 0

  function next(): Set<() => void> | undefined {
    return asked.find((tasks) => tasks.size > 0)
  }

  function run() {
    timer = undefined
    number += 1
    const started = performance.now()
    for (let tasks = next(); tasks !== undefined; tasks = next()) {
      for (const task of tasks) {
        tasks.delete(task)
        task()
      }
    }
    const ended = performance.now()
    for (const resolve of waiting.splice(0)) resolve()
    notBefore = ended + Math.max((slow > 0 ? slowInterval : interval) - (ended - started), (ended - started) * rest)
  }

  return {
    get number() {
      return number
    },
    task(order, task) {
      return () => {
        asked[order]?.add(task)
        timer ??= setTimeout(run, Math.max(0, notBefore - performance.now()))
      }
    },
    slowDown() {
      slow += 1
      let slowed = true
      return () => {
        if (slowed) slow -= 1
        slowed = false
      }
    },
    idle: () => (timer === undefined ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close() {
      clearTimeout(timer)
    },
  }
}
