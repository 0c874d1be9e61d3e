import type { Problem } from '@/lib/live/freshness'
import { typed } from './reflector'

/** While the server is away it is asked so often that its return shows within two seconds. */
const rests = { well: 5_000, away: 500 }
const answerWithin = { well: 3_000, away: 1_000 }

export interface Heartbeat {
  /** Why the server can't be reached, or null while it answers; undefined until it was asked once. */
  problem(): Problem | null | undefined
  close(): void
}

/**
 * Asks one server again and again whether it is ready, because a watch that is quiet and one whose server is gone look the
 * same for a minute. One failed answer while well is asked a second time before it counts.
 */
export function openHeartbeat(
  ask: (signal: AbortSignal) => Promise<void>,
  onChange: (problem: Problem | null) => void,
  rest: Readonly<typeof rests> = rests,
): Heartbeat {
  let problem: Problem | null | undefined
  let doubtful = false
  let timer: NodeJS.Timeout | undefined
  const closed = new AbortController()

  function become(next: Problem | null) {
    const changed = problem === undefined || (problem === null) !== (next === null)
    problem = next
    if (changed) onChange(next)
  }

  async function beat() {
    const away = doubtful || (problem ?? null) !== null
    const within = away ? answerWithin.away : answerWithin.well
    const failure = await answer(ask, closed.signal, within)
    if (closed.signal.aborted) return
    if (failure === null || doubtful || problem !== null) become(failure)
    doubtful = failure !== null
    timer = setTimeout(() => void beat(), failure === null ? rest.well : rest.away)
  }

  void beat()
  return {
    problem: () => problem,
    close() {
      closed.abort()
      clearTimeout(timer)
    },
  }
}

/** Why there was no good answer in time, or null. */
async function answer(
  ask: (signal: AbortSignal) => Promise<void>,
  closed: AbortSignal,
  within: number,
): Promise<Problem | null> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), within)
  try {
    await ask(AbortSignal.any([closed, late.signal]))
    return null
  } catch (thrown) {
    if (!late.signal.aborted) return typed(thrown).problem
    return {
      code: 'no-answer',
      sentence: `The API server did not answer within ${within / 1000} s: it is overloaded, or the network on the way is stuck.`,
      detail: null,
    }
  } finally {
    clearTimeout(timer)
  }
}
