'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { useLive } from './provider'

/**
 * The server's now for ages, rounded down to `everyMs` and ticking at its multiples; all users of a page share one timer.
 * While hydrating it is the instant at which the server rendered. An age may come out below zero: draw it as zero.
 */
export function useNow(everyMs: number): number {
  const { ticker, renderedAt } = useLive()
  const subscribe = useCallback((onTick: () => void) => ticker.follow(everyMs, onTick), [ticker, everyMs])
  return useSyncExternalStore(
    subscribe,
    () => ticker.read(everyMs),
    () => Math.floor(renderedAt / everyMs) * everyMs,
  )
}
