import { type Level, levelOfText, levelOfValue } from './level'

/** A line that is a JSON object, taken apart. */
export interface JsonLine {
  readonly level: Level | null
  readonly message: string | null
  /** As it stands in the line. */
  readonly time: string | null
  /** All others in their order; what is not a string as JSON. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** First found counts: zap, logrus, zerolog, pino, bunyan, slog, Serilog, ECS, Google and AWS write one of these. */
const levelNames = ['level', 'severity', 'lvl', 'loglevel', 'log.level', '@l', 'levelname']
const messageNames = ['message', 'msg', '@m', '@mt', 'event', 'log']
const timeNames = ['time', 'timestamp', 'ts', '@timestamp', '@t', 'datetime', 'asctime']

/** Undefined for a line that is not a JSON object. */
export function parseJsonLine(text: string): JsonLine | undefined {
  const object = parseObject(text)
  if (object === undefined) return undefined
  const taken = new Set<string>()
  const take = <T>(names: readonly string[], read: (value: unknown) => T | null): T | null => {
    for (const name of names) {
      const value = Object.hasOwn(object, name) ? read(object[name]) : null
      if (value === null) continue
      taken.add(name)
      return value
    }
    return null
  }
  const level = take(levelNames, levelOfValue)
  const message = take(messageNames, (value) => (typeof value === 'string' ? value : null))
  const time = take(timeNames, (value) => (['string', 'number'].includes(typeof value) ? String(value) : null))
  const fields = Object.entries(object)
    .filter(([name]) => !taken.has(name))
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const)
  return { level, message, time, fields }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    // A text that begins with a brace and parses is an object.
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The level of any line, without colours. */
export function levelOfLine(text: string): Level | null {
  const object = parseObject(text)
  if (object === undefined) return levelOfText(text)
  const name = levelNames.find((known) => Object.hasOwn(object, known) && levelOfValue(object[known]) !== null)
  return name === undefined ? null : levelOfValue(object[name])
}
