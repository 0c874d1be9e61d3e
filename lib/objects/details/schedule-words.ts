const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const shortWeekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const macros: Readonly<Record<string, string>> = {
  '@yearly': 'every year on 1 January at 00:00',
  '@annually': 'every year on 1 January at 00:00',
  '@monthly': 'on day 1 of every month at 00:00',
  '@weekly': 'every Sunday at 00:00',
  '@daily': 'every day at 00:00',
  '@midnight': 'every day at 00:00',
  '@hourly': 'every hour at minute 0',
}

/** A cron schedule in words, as in `every day at 03:00`; null where words would be longer than the expression. */
export function scheduleWords(expression: string): string | null {
  const macro = macros[expression.trim()]
  if (macro !== undefined) return macro
  const every = /^@every (\S+)$/.exec(expression.trim())?.[1]
  if (every !== undefined) return `every ${every}`
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...more] = expression.trim().split(/\s+/)
  if (weekday === '' || more.length > 0 || month !== '*') return null
  const time = timeWords(minute, hour)
  const days = dayWords(day, weekday)
  if (time === null || days === null) return null
  if (days === '') return time.repeats ? time.words : `every day ${time.words}`
  return time.repeats ? `${time.words} ${days}` : `${days} ${time.words}`
}

function timeWords(minute: string, hour: string): { readonly words: string; readonly repeats: boolean } | null {
  const often = (words: string) => ({ words, repeats: true })
  const step = stepOf(minute)
  if (hour === '*' && minute === '*') return often('every minute')
  if (hour === '*' && step !== null) return often(`every ${step} minutes`)
  if (!isNumber(minute)) return null
  if (hour === '*') return often(`every hour at minute ${Number(minute)}`)
  const hours = stepOf(hour)
  if (hours !== null) return often(`every ${hours} hours at minute ${Number(minute)}`)
  const all = hour.split(',')
  if (!all.every(isNumber)) return null
  return {
    words: `at ${all.map((one) => `${one.padStart(2, '0')}:${minute.padStart(2, '0')}`).join(', ')}`,
    repeats: false,
  }
}

/** '' for every day. */
function dayWords(day: string, weekday: string): string | null {
  if (day === '*' && weekday === '*') return ''
  if (weekday === '*') return isNumber(day) ? `on day ${Number(day)} of every month` : null
  if (day !== '*') return null
  const [from = '', to, ...more] = weekday.split('-')
  const first = weekdayName(from)
  if (first !== null && to === undefined) return `every ${first}`
  const last = weekdayName(to ?? '')
  if (first !== null && last !== null && more.length === 0) return `${first} to ${last}`
  const all = weekday.split(',').map(weekdayName)
  return all.every((name) => name !== null) ? `on ${all.join(', ')}` : null
}

const isNumber = (text: string) => /^\d{1,2}$/.test(text)

const stepOf = (field: string): number | null => {
  const step = Number(/^\*\/(\d{1,2})$/.exec(field)?.[1] ?? 0)
  return step > 1 ? step : null
}

function weekdayName(text: string): string | null {
  const index = isNumber(text) ? Number(text) : shortWeekdays.indexOf(text.toLowerCase())
  return weekdays[index] ?? null
}
