const minute = 60_000
const day = 86_400_000

const descriptors: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

const names = {
  month: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  weekday: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
}

/** When a schedule is due (github.com/robfig/cron v3, as the CronJob controller reads it). */
export interface Schedule {
  /** The next due instant after `instant`, milliseconds since 1970; undefined when there is none within five years. */
  next(instant: number): number | undefined
}

/** Undefined for a text that is no schedule, or a time zone that nobody knows. */
export function parseSchedule(text: string, timeZone?: string): Schedule | undefined {
  const [, every = ''] = /^@every (\S+)$/.exec(text) ?? []
  if (every !== '') return parseEvery(every)
  const [minutes, hours, dates, months, weekdays, ...more] = (descriptors[text] ?? text).trim().split(/\s+/)
  const fields = {
    minute: parseField(minutes, 0, 59),
    hour: parseField(hours, 0, 23),
    date: parseField(dates, 1, 31),
    month: parseField(months, 1, 12, names.month, 1),
    weekday: parseField(weekdays, 0, 6, names.weekday, 0),
  }
  const isWhole = more.length === 0 && Object.values(fields).every((field) => field !== undefined)
  const zone = isWhole ? openZone(timeZone ?? 'UTC') : undefined
  if (zone === undefined) return undefined
  const { minute: at = none, hour = none, date = none, month = none, weekday = none } = fields
  // With both restricted, one of them is enough.
  const isDay = (local: Date) =>
    date.isAny || weekday.isAny
      ? date.has(local.getUTCDate()) && weekday.has(local.getUTCDay())
      : date.has(local.getUTCDate()) || weekday.has(local.getUTCDay())
  return {
    next: (instant) => search(instant, zone, (local) => month.has(local.getUTCMonth() + 1) && isDay(local), hour, at),
  }
}

interface Field {
  readonly isAny: boolean
  has(value: number): boolean
}
const none: Field = { isAny: false, has: () => false }

function parseField(text: string | undefined, low: number, high: number, words: readonly string[] = [], base = 0) {
  const values = new Set<number>()
  let isAny = false
  const numberOf = (part: string) => {
    const word = words.indexOf(part.toLowerCase())
    return word >= 0 ? word + base : /^\d+$/.test(part) ? Number(part) : Number.NaN
  }
  for (const part of text?.split(',') ?? ['']) {
    const [range = '', step = '1'] = part.split('/')
    const isStar = range === '*' || range === '?'
    const [first = '', last] = range.split('-')
    const from = isStar ? low : numberOf(first)
    const to = isStar ? high : last !== undefined ? numberOf(last) : part.includes('/') ? high : from
    if (!(from >= low && to <= high && from <= to && Number(step) > 0)) return undefined
    isAny ||= isStar && step === '1'
    for (let value = from; value <= to; value += Number(step)) values.add(value)
  }
  return { isAny, has: (value: number) => values.has(value) } satisfies Field
}

function parseEvery(text: string): Schedule | undefined {
  const units: Readonly<Record<string, number>> = { h: 3_600_000, m: minute, s: 1000 }
  const parts = [...text.matchAll(/(\d+)(h|m|s)/g)]
  const period = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0)
  return period < 1000 ? undefined : { next: (instant) => Math.floor(instant / 1000) * 1000 + period }
}

/** From an instant to a Date whose UTC fields read as the zone's clock does, and back. */
interface Zone {
  toLocal(instant: number): number
  toInstant(local: number): number
}

function openZone(name: string): Zone | undefined {
  if (name === 'UTC' || name === 'Etc/UTC') return { toLocal: (instant) => instant, toInstant: (local) => local }
  const format = formatOf(name)
  if (format === undefined) return undefined
  const toLocal = (instant: number) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day: date = 1, hour = 0, minute: at = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, date, hour % 24, at, second)
  }
  return {
    toLocal,
    toInstant(local) {
      const guess = local - (toLocal(local) - local)
      return guess - (toLocal(guess) - local)
    },
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const fields = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...fields })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function search(
  instant: number,
  zone: Zone,
  isDay: (local: Date) => boolean,
  hour: Field,
  at: Field,
): number | undefined {
  const start = Math.floor(zone.toLocal(instant) / minute) * minute + minute
  const first = Math.floor(start / day) * day
  for (let midnight = first; midnight < first + 5 * 366 * day; midnight += day) {
    if (!isDay(new Date(midnight))) continue
    for (let local = Math.max(midnight, start); local < midnight + day; local += minute) {
      const date = new Date(local)
      if (!hour.has(date.getUTCHours())) {
        local = Math.floor(local / 3_600_000) * 3_600_000 + 59 * minute
        continue
      }
      if (at.has(date.getUTCMinutes())) return zone.toInstant(local)
    }
  }
  return undefined
}
