'use client'
import { createContext, use } from 'react'
import { formatAge } from '@/lib/format/age'
import { formatInstant } from '@/lib/format/instant'

/** The server's clock as the page shows it, ms since 1970. Only what shows an age redraws when it ticks. */
export const NowContext = createContext(0)

/** How long ago, as kubectl counts it; the moment itself on hover. */
export function Age({ at }: { at: number }) {
  const now = use(NowContext)
  return (
    <time dateTime={new Date(at).toISOString()} title={formatInstant(at, 'utc')} suppressHydrationWarning>
      {formatAge(now, at)}
    </time>
  )
}

/** Hours and minutes on the reader's own clock: 14:02. */
export function formatClock(at: number): string {
  const date = new Date(at)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}
