import type { KubeError } from './status-error'

const firstMs = 800
const longestMs = 30_000
/** A type that is refused, or fails by itself, is asked again so soon that its healing shows within two seconds … */
const refusedMs = 1_200
/** … for about five minutes, then ever less often. */
const patience = 200

type Failure = Pick<KubeError, 'kind'> & { readonly retryAfterSeconds?: number | undefined }

export interface Backoff {
  /** How long to wait after this failure, in ms. */
  after(failure: Failure): number
  reset(): void
}

/** Waits grow from 0.8 s by two up to 30 s, with up to a fifth of jitter; a server that names a time is believed. */
export function createBackoff(random: () => number = Math.random): Backoff {
  let failures = 0
  /** One after the other: after other failures a version that is too old is no sign of a server in trouble. */
  let expiries = 0

  function delay(error: Failure): number {
    if (error.kind === 'throttled') return Math.max(firstMs / 2, (error.retryAfterSeconds ?? 1) * 1_000)
    if (error.kind === 'absent') return longestMs
    if (expiries === 1) return 0
    const refused = ['forbidden', 'server', 'expired'].includes(error.kind)
    if (refused && failures <= patience) return refusedMs
    const doublings = failures - 1 - (refused ? patience : 0)
    return Math.min(longestMs, firstMs * 2 ** Math.min(doublings, 16))
  }

  return {
    after(error) {
      failures += 1
      expiries = error.kind === 'expired' ? expiries + 1 : 0
      return delay(error) * (1 + random() / 5)
    },
    reset() {
      failures = 0
      expiries = 0
    },
  }
}
