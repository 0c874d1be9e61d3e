import { createBackoff } from './backoff'
import { typed } from './reflector'
import { createRest } from './rest'

/** Types are refused one after the other: the first waits for the others, so that one question serves them all. */
const gatherMs = 50
/** With hundreds of namespaces a round of questions takes its time, so that the server never has more than five a second. */
const paceMs = 200
/** How soon it is looked again for what is still being read. */
const unreadMs = 200

/** What is asked; each gives how many questions it took. */
export interface Asking {
  all(): Promise<number>
  /** Only what has come up since it was last asked. */
  news(): Promise<number>
  /** Whether there will be news shortly that nobody wakes for. */
  unread(): boolean
}

export interface Rounds {
  /** Asks all at once. */
  restart(): void
  /** Asks the news at once. */
  wake(): void
  /** Answers change: they are asked for often again. */
  quicken(): void
  close(): void
}

/** Asks all again and again, often at first, and news in between. */
export function openRounds(ask: Asking, random?: () => number): Rounds {
  const rest = createRest()
  const refusals = createBackoff(random)
  const failures = createBackoff(random)
  let restarted = true
  let woken = false
  let closed = false
  /** When all are asked again. */
  let due = 0

  async function attempt() {
    const all = restarted || Date.now() >= due
    restarted = false
    try {
      const count = await (all ? ask.all() : ask.news())
      failures.reset()
      if (all) due = Date.now() + Math.max(refusals.after({ kind: 'forbidden' }), count * paceMs)
    } catch (thrown) {
      due = Date.now() + failures.after(typed(thrown))
    }
  }

  async function keepAsking() {
    while (!closed) {
      await rest.wait(gatherMs)
      woken = false
      await attempt()
      const untilDue = Math.max(0, due - Date.now())
      if (!woken) await rest.wait(ask.unread() ? Math.min(unreadMs, untilDue) : untilDue)
    }
  }

  function wake() {
    woken = true
    rest.wake()
  }

  void keepAsking()
  return {
    restart() {
      restarted = true
      wake()
    },
    wake,
    quicken: refusals.reset,
    close() {
      closed = true
      wake()
    },
  }
}
