import type { Freshness, Problem } from '@/lib/live/freshness'
import type { KubeError } from './status-error'

/** How far one type can be trusted, as its reflector finds out. */
export interface Trust {
  read(): Freshness
  /** A first list has begun, or has come so far. One that replaces rows says nothing: they stay what they are. */
  loading(loaded: number, expected: number | null): void
  /** The server has just given a sign of life: the rows are right. */
  alive(): void
  failed(error: KubeError): void
  suspect(problem: Problem): void
}

/** `onChange` follows every change. */
export function createTrust(onChange: () => void): Trust {
  /** When the rows were last known to be right; undefined as long as there are none. */
  let aliveAt: number | undefined
  let freshness: Freshness = { state: 'syncing', since: Date.now(), loaded: 0, expected: null }

  function become(next: Freshness) {
    freshness = next
    onChange()
  }

  /** Rows that were right once stay, as old ones; without any there is nothing to show. */
  function doubt(problem: Problem) {
    if (aliveAt === undefined) become({ state: 'broken', since: Date.now(), problem })
    else become({ state: 'stale', since: aliveAt, problem })
  }

  return {
    read: () => freshness,
    loading(loaded, expected) {
      if (aliveAt !== undefined) return
      const since = freshness.state === 'syncing' ? freshness.since : Date.now()
      become({ state: 'syncing', since, loaded, expected })
    },
    alive() {
      aliveAt = Date.now()
      if (freshness.state !== 'live') become({ state: 'live', since: aliveAt })
    },
    failed({ kind, problem }) {
      if (kind !== 'forbidden' && kind !== 'absent') return doubt(problem)
      aliveAt = undefined
      become({ state: kind, since: Date.now(), problem })
    },
    suspect(problem) {
      if (freshness.state === 'live' || freshness.state === 'syncing') doubt(problem)
    },
  }
}
