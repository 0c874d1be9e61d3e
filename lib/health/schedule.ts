/** A cron schedule as the CronJob controller reads it (robfig/cron, ParseStandard): minute, hour, day, month, weekday. */
export interface Schedule {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly weekdays: ReadonlySet<number>
  /** With both restricted a day that matches either of them will do. */
  readonly eitherDay: boolean
}

const macros: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** Undefined for what is not of this form (`@every 1h` among it): then nothing is said about when it is due. */
export function parseSchedule(text: string): Schedule | undefined {
  const fields = (macros[text.trim()] ?? text.trim()).split(/\s+/)
  if (fields.length !== 5) return undefined
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields
  const minutes = parseField(minute, 0, 59, [])
  const hours = parseField(hour, 0, 23, [])
  const days = parseField(day, 1, 31, [])
  const months = parseField(month, 1, 12, monthNames)
  const weekdays = parseField(weekday, 0, 7, weekdayNames)
  if (!minutes || !hours || !days || !months || !weekdays) return undefined
  const restricted = (field: string) => !/^[*?]/.test(field)
  return {
    minutes,
    hours,
    days: new Set(days),
    months: new Set(months),
    weekdays: new Set(weekdays.map((one) => one % 7)),
    eitherDay: restricted(day) && restricted(weekday),
  }
}

/** `*`, `5`, `1-5`, `*` or a range with `/step`, and lists of them, as sorted numbers. */
function parseField(
  text: string,
  least: number,
  most: number,
  words: readonly string[],
): readonly number[] | undefined {
  const found = new Set<number>()
  for (const part of text.toLowerCase().split(',')) {
    const [range = '', step = '1', more] = part.split('/')
    const [from = '', to] = range === '*' || range === '?' ? [String(least), String(most)] : range.split('-')
    const first = numberOf(from, least, words)
    const last = to === undefined ? (part.includes('/') ? most : first) : numberOf(to, least, words)
    const every = /^\d+$/.test(step) ? Number(step) : 0
    if (first === undefined || last === undefined || every < 1 || more !== undefined) return undefined
    if (first < least || last > most || first > last) return undefined
    for (let value = first; value <= last; value += every) found.add(value)
  }
  return [...found].sort((a, b) => a - b)
}

function numberOf(text: string, least: number, words: readonly string[]): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  const index = words.indexOf(text)
  return index < 0 ? undefined : index + (words.length === 12 ? least : 0)
}

const minute = 60_000
const dayLength = 86_400_000
/** A schedule that names 29 February is due within eight years, or never. */
const horizon = 8 * 366

/** The first time after `after` at which the schedule is due; `offset` is what the zone's clock is ahead of UTC then, ms. */
export function nextDue(schedule: Schedule, after: number, offset: (utc: number) => number): number | undefined {
  const local = after + offset(after)
  const firstDay = Math.floor(local / dayLength)
  for (let day = firstDay; day < firstDay + horizon; day++) {
    if (!matchesDay(schedule, new Date(day * dayLength))) continue
    for (const hour of schedule.hours)
      for (const minutes of schedule.minutes) {
        const wall = day * dayLength + (hour * 60 + minutes) * minute
        if (wall <= local) continue
        const utc = wall - offset(wall - offset(wall))
        if (utc > after) return utc
      }
  }
  return undefined
}

function matchesDay({ days, months, weekdays, eitherDay }: Schedule, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false
  const day = days.has(date.getUTCDate())
  const weekday = weekdays.has(date.getUTCDay())
  return eitherDay ? day || weekday : day && weekday
}

/** What a zone's clock is ahead of UTC; undefined for a zone that does not exist. */
export function zoneOffset(zone: string): ((utc: number) => number) | undefined {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    // RangeError: not a zone of this runtime's database.
    return undefined
  }
  return (utc) => {
    const parts = format.formatToParts(utc)
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
    const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
    return wall - Math.floor(utc / 1000) * 1000
  }
}
