export const levels = ['error', 'warn', 'info', 'debug'] as const
export type Level = (typeof levels)[number]

const words: Readonly<Record<string, Level>> = {
  ...named('error', 'error err fatal panic crit critical severe alert emerg emergency dpanic failure e f'),
  ...named('warn', 'warn warning wrn w'),
  ...named('info', 'info information informational notice inf log i'),
  ...named('debug', 'debug dbg trace trc verbose fine finer finest silly d t v'),
}

function named(level: Level, list: string): Readonly<Record<string, Level>> {
  return Object.fromEntries(list.split(' ').map((word) => [word, level]))
}

/** What a field of that meaning says: a word in any case, or a number as pino and bunyan write it (30 is info). */
export function levelOfValue(value: unknown): Level | null {
  if (typeof value === 'number') return value >= 50 ? 'error' : value >= 40 ? 'warn' : value >= 30 ? 'info' : 'debug'
  return typeof value === 'string' ? (words[value.toLowerCase()] ?? null) : null
}

/** Where a plain line says its level: not far from its beginning. */
const head = 120
const logfmt = /(?:^|[\s,{])(?:level|lvl|severity|log\.level)\s*[=:]\s*"?([A-Za-z]+)/i
/** klog: a letter, month and day, a time (k8s.io/klog, "Log lines have this form"). */
const klog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/
const bracketed =
  /[[(<|]\s*(error|err|fatal|crit|critical|panic|emerg|alert|warning|warn|wrn|info|inf|notice|debug|dbg|trace)\s*[\])>|]/i
/** As a word of its own only in capitals: "no error" says nothing about the line. */
const capitals = /\b(ERROR|ERR|FATAL|PANIC|CRITICAL|SEVERE|WARNING|WARN|WRN|INFO|INF|NOTICE|DEBUG|DBG|TRACE)\b/
const leading = /^(?:error|fatal|panic|warning|warn|info|debug|traceback)(?=[:! ]|\b.*:)/i

/** The level that a line of text without colours tells, by logfmt, klog, brackets, capitals or its first word; null when it tells none. */
export function levelOfText(text: string): Level | null {
  const start = text.slice(0, head)
  for (const form of [logfmt, klog, bracketed, capitals]) {
    const word = form.exec(start)?.[1]
    const level = word === undefined ? undefined : words[word.toLowerCase()]
    if (level !== undefined) return level
  }
  const first = leading.exec(start)?.[0].toLowerCase()
  return first === 'traceback' ? 'error' : first === undefined ? null : (words[first] ?? null)
}
