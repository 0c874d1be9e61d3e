export type Zone = 'utc' | 'local'

/** An instant (ms since 1970) to the second: `2026-11-24 14:02:05 UTC`, or on the reader's own clock with its offset. */
export function formatInstant(at: number, zone: Zone): string {
  return zone === 'utc' ? `${isoSecond(at)} UTC` : formatAtOffset(at, -new Date(at).getTimezoneOffset())
}

/** An instant on a clock so many minutes ahead of UTC: `2026-11-24 15:02:05 +01:00`. */
export function formatAtOffset(at: number, offset: number): string {
  const size = Math.abs(offset)
  const sign = offset < 0 ? '-' : '+'
  return `${isoSecond(at + offset * 60_000)} ${sign}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

const isoSecond = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

const twoDigits = (value: number) => String(value).padStart(2, '0')
