import type { Problem } from '@/lib/live/freshness'
import type { Subscribed } from '@/lib/live/message'

const patience = 10_000
/** The server takes no more. */
const mostSelections = 64

const tooMany: Problem = {
  code: 'too-many-selections',
  sentence: 'This browser has too many lists open at once. Close some of its tabs.',
  detail: null,
}

/** `not-open`: the server has no stream for this channel. `failed`: worth another attempt. */
type Declared = { readonly subscribed: Subscribed } | 'not-open' | 'signed-out' | 'failed'

export type Declare = (paths: readonly string[], signal: AbortSignal) => Promise<Declared>

export interface DeclareOptions {
  readonly url: () => string
  readonly fetch: typeof globalThis.fetch
}

/** Tells the server, once, all that this browser wants. The answer goes by path. Never throws. */
export function createDeclare({ url, fetch }: DeclareOptions): Declare {
  return async (paths, signal) => {
    try {
      const response = await fetch(url(), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-quarterdeck': '1' },
        body: JSON.stringify({ selections: { ...paths.slice(0, mostSelections) } }),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      })
      if (response.status === 401 || response.type === 'opaqueredirect') return 'signed-out'
      if (response.status === 404) return 'not-open'
      const answer: unknown = response.ok ? await response.json() : undefined
      return isSubscribed(answer) ? { subscribed: byPath(paths, answer) } : 'failed'
    } catch {
      return 'failed'
    }
  }
}

/** On the wire a selection is named by its place in the list: names are short there. */
function byPath(paths: readonly string[], { selections }: Subscribed): Subscribed {
  const entries = paths.map((path, place) => [path, selections[place] ?? { problem: tooMany }] as const)
  return { selections: Object.fromEntries(entries) }
}

function isSubscribed(value: unknown): value is Subscribed {
  if (!isRecord(value) || !isRecord(value.selections)) return false
  return Object.values(value.selections).every(
    (entry) => isRecord(entry) && (typeof entry.selection === 'string' || isProblem(entry.problem)),
  )
}

const isProblem = (value: unknown): value is Problem => isRecord(value) && typeof value.sentence === 'string'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
