'use client'
import { useRemembered } from '@/components/ui/remembered'
import { narrow, useScreen } from '@/components/ui/screen'
import type { Zone } from '@/lib/format/instant'

/** How this person likes their lines; remembered by the browser, and no part of an address: it hides nothing. */
export interface LogLooks {
  /** Null: without times. */
  readonly zone: Zone | null
  readonly wrap: boolean
  setZone(zone: Zone | null): void
  /** Times off, or on again in the zone that they were in. */
  toggleTimes(): void
  toggleWrap(): void
}

/** Narrow screens wrap unless they were told not to. */
export function useLogLooks(): LogLooks {
  const [times, setTimes] = useRemembered('logs.times', 'on')
  const [zone, setZone] = useRemembered('logs.zone', 'utc')
  const [wrapping, setWrapping] = useRemembered('logs.wrap', 'auto')
  const isNarrow = useScreen(narrow)
  const wrap = wrapping === 'auto' ? isNarrow : wrapping === 'on'
  return {
    zone: times === 'off' ? null : zone === 'local' ? 'local' : 'utc',
    wrap,
    setZone(next) {
      setTimes(next === null ? 'off' : 'on')
      if (next !== null) setZone(next)
    },
    toggleTimes: () => setTimes(times === 'off' ? 'on' : 'off'),
    toggleWrap: () => setWrapping(wrap ? 'off' : 'on'),
  }
}
