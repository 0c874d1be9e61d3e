import type { Attributes } from '@/lib/kube/rbac/attributes'
import type { Compared, Difference } from './comparison'
import type { Person } from './people'

/** Compares people's rights by RBAC with the API server's word: soon after they came, then every few minutes. */
export interface Comparing {
  /** Somebody is new, or may be compared now. */
  soon(): void
  close(): void
}

const soonMs = 1_000
const everyMs = 4 * 60_000
/** How many people are compared in a round. */
const atATime = 5

/** On the way of no request. `people` are those who may be compared now. */
export function openComparing(
  people: () => Iterable<Person>,
  compare: (compared: Compared) => Promise<Difference | undefined>,
  onDifference: (difference: Difference) => void,
): Comparing {
  let timer: NodeJS.Timeout | undefined
  let isRunning = false
  let isClosed = false

  function soon() {
    if (!isClosed) timer ??= setTimeout(() => void round(), soonMs).unref()
  }

  async function round() {
    timer = undefined
    if (isRunning) return
    isRunning = true
    const due = [...people()]
      .filter(({ comparedAt }) => Date.now() - comparedAt >= everyMs)
      .sort((a, b) => a.comparedAt - b.comparedAt)
      .slice(0, atATime)
    for (const person of due) {
      person.comparedAt = Date.now()
      const allows = (asked: Attributes) => person.rights?.allows(asked) === true
      const found = await compare({ actor: person.actor, identity: person.identity, allows })
      if (found !== undefined && !isClosed) onDifference(found)
    }
    isRunning = false
    if (due.length === atATime) soon()
  }

  const rounds = setInterval(soon, everyMs).unref()
  return {
    soon,
    close() {
      isClosed = true
      clearTimeout(timer)
      clearInterval(rounds)
    },
  }
}
