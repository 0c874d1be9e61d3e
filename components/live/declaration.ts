import { backoffDelay } from '@/lib/live/backoff'
import type { Subscribed } from '@/lib/live/message'
import type { Clock } from './clock'
import type { Declare } from './declare'

export interface DeclarationOptions {
  readonly declare: Declare
  readonly clock: Clock
  readonly random: () => number
  /** What is wanted at this moment. */
  readonly wanted: () => readonly string[]
  readonly onAnswer: (subscribed: Subscribed) => void
  /** The server does not know the stream that is open here. */
  readonly onNotOpen: () => void
  readonly onSignedOut: () => void
}

/** Keeps the server told what is wanted: one request at a time, always of the newest wish, until it is answered. */
export interface Declaration {
  /** Something else is wanted now, or the server may have forgotten. */
  readonly renew: () => void
  /** The stream opened: the server can be told. */
  readonly open: () => void
  readonly close: () => void
}

export function createDeclaration(options: DeclarationOptions): Declaration {
  const { declare, clock, random, wanted, onAnswer, onNotOpen, onSignedOut } = options
  let isDue = false
  let opened: AbortController | undefined
  let inFlight: AbortController | undefined
  let failures = 0
  let cancelRetry = () => {}

  async function tell() {
    const current = opened
    if (current === undefined || inFlight === current || !isDue) return
    isDue = false
    inFlight = current
    cancelRetry()
    const result = await declare(wanted(), current.signal)
    if (current !== opened) return
    inFlight = undefined
    if (result === 'signed-out') return onSignedOut()
    if (result === 'not-open') return onNotOpen()
    if (result === 'failed') return retry()
    failures = 0
    onAnswer(result.subscribed)
    void tell()
  }

  function retry() {
    isDue = true
    cancelRetry = clock.after(backoffDelay(failures++, random()), () => void tell())
  }

  function close() {
    opened?.abort()
    opened = undefined
    inFlight = undefined
    cancelRetry()
  }

  return {
    renew() {
      isDue = true
      void tell()
    },
    open() {
      close()
      opened = new AbortController()
      isDue = true
      void tell()
    },
    close,
  }
}
