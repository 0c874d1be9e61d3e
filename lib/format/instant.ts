export type Zone = 'utc' | 'local'

/** An instant (ms since 1970) to the second: `2026-11-24 14:02:05 UTC`, or on the reader's own clock with its offset, `+01:00`. */
export function formatInstant(at: number, zone: Zone): string {
  if (zone === 'utc') return `${isoSecond(at)} UTC`
  const offset = -new Date(at).getTimezoneOffset()
  const size = Math.abs(offset)
  const sign = offset < 0 ? '-' : '+'
  return `${isoSecond(at + offset * 60_000)} ${sign}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

const isoSecond = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

const twoDigits = (value: number) => String(value).padStart(2, '0')
