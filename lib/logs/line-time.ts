import type { Zone } from '@/lib/format/instant'

/** An instant (ms since 1970) as a line begins with it: `14:02:05.123`, and with its day where that is needed. */
export function formatLineTime(at: number, zone: Zone, dated: boolean): string {
  const text = new Date(zone === 'utc' ? at : onReadersClock(at)).toISOString()
  return dated ? `${text.slice(0, 10)} ${text.slice(11, 23)}` : text.slice(11, 23)
}

/** Days since 1970 in that zone: equal numbers, equal days. */
export function dayOf(at: number, zone: Zone): number {
  return Math.floor((zone === 'utc' ? at : onReadersClock(at)) / 86_400_000)
}

/** RFC 3339 with nanoseconds, as the kubelet wrote it. */
export function formatExactTime({ at, nanos }: { readonly at: number; readonly nanos: number }): string {
  return `${new Date(at).toISOString().slice(0, -1)}${String(nanos).padStart(6, '0')}Z`
}

const onReadersClock = (at: number) => at - new Date(at).getTimezoneOffset() * 60_000
