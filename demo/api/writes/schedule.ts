const fields: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
]
const names = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)$/i
const descriptors = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']

/** What is wrong with a CronJob's schedule, in the words of github.com/robfig/cron v3; undefined when it is good. */
export function scheduleProblem(schedule: string): string | undefined {
  if (schedule.startsWith('@')) {
    const isKnown = descriptors.includes(schedule) || /^@every \d+(h|m|s)/.test(schedule)
    return isKnown ? undefined : `unrecognized descriptor: ${schedule}`
  }
  const parts = schedule.split(/\s+/).filter((part) => part !== '')
  if (parts.length !== 5) return `expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`
  return parts
    .flatMap((part, at) => part.split(',').map((range) => rangeProblem(range, fields[at] ?? [0, 0])))
    .find((problem) => problem !== undefined)
}

function rangeProblem(text: string, [lowest, highest]: readonly [number, number]): string | undefined {
  const [range = '', step, ...more] = text.split('/')
  const [from = '', to, ...rest] = range.split('-')
  if (rest.length > 0) return `too many hyphens: ${text}`
  if (more.length > 0) return `too many slashes: ${text}`
  const bounds = from === '*' || from === '?' ? [] : [from, ...(to === undefined ? [] : [to])]
  const odd = [...bounds, ...(step === undefined ? [] : [step])].find(
    (part) => !/^\d+$/.test(part) && !names.test(part),
  )
  if (odd !== undefined)
    return `failed to parse int from ${odd}: strconv.Atoi: parsing ${JSON.stringify(odd)}: invalid syntax`
  const [low = lowest, high = low] = bounds.map(Number)
  if (low < lowest) return `beginning of range (${low}) below minimum (${lowest}): ${text}`
  if (high > highest) return `end of range (${high}) above maximum (${highest}): ${text}`
  if (low > high) return `beginning of range (${low}) beyond end of range (${high}): ${text}`
  return step === '0' ? `step of range should be a positive number: ${text}` : undefined
}
