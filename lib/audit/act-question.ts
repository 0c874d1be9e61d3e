import type { Parsed } from '@/lib/live/question'
import type { Standing } from './audit-record'

/** What is asked of the ledger. Filters left out allow everything; all that are there must hold. */
export interface ActQuestion {
  readonly person?: string
  readonly verb?: string
  readonly cluster?: string
  readonly namespace?: string
  readonly outcome?: Standing
  /** Instants, in milliseconds since 1970: from `since`, to just before `until`. */
  readonly since?: number
  readonly until?: number
  /** Anywhere in person, verb, resource, namespace, name or reason, whatever its case. */
  readonly text?: string
  /** Only acts recorded earlier than this one: the next page. */
  readonly before?: number
}

export const standings: readonly Standing[] = ['done', 'refused', 'failed', 'unknown', 'under-way']

const parameters = ['person', 'verb', 'cluster', 'namespace', 'outcome', 'since', 'until', 'q', 'before']
const longestWord = 512

/**
 * Reads `person=&verb=&cluster=&namespace=&outcome=&since=&until=&q=&before=`. Empty ones count as left out, as a form
 * sends them. Instants are ISO 8601; without a zone they are in UTC.
 */
export function parseActQuestion(query: URLSearchParams): Parsed<ActQuestion> {
  for (const name of query.keys()) {
    if (!parameters.includes(name)) return refuse('unknown-parameter', unknownParameter(name))
    if (query.getAll(name).length > 1) return refuse('repeated-parameter', `${name} can be given only once.`)
  }
  const given = (name: string) => query.get(name)?.trim().slice(0, longestWord) || undefined
  const outcome = parseStanding(given('outcome'))
  if ('problem' in outcome) return outcome
  const since = parseInstant('since', given('since'))
  if ('problem' in since) return since
  const until = parseInstant('until', given('until'))
  if ('problem' in until) return until
  const before = parseCursor(given('before'))
  if ('problem' in before) return before
  const words = { person: given('person'), verb: given('verb'), cluster: given('cluster'), text: given('q') }
  const values = { outcome: outcome.value, since: since.value, until: until.value, before: before.value }
  return { value: withoutAbsent({ ...words, namespace: given('namespace'), ...values }) }
}

function parseStanding(text: string | undefined): Parsed<Standing | undefined> {
  const value = standings.find((known) => known === text)
  if (text === undefined || value !== undefined) return { value }
  return refuse('unknown-outcome', `There is no outcome "${text}": use ${standings.join(', ')}.`)
}

const instantPattern = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/

function parseInstant(name: string, text: string | undefined): Parsed<number | undefined> {
  if (text === undefined) return { value: undefined }
  const match = instantPattern.exec(text)
  const inUtc = match?.[1] === undefined && text.length > 10
  const value = match === null ? Number.NaN : Date.parse(inUtc ? `${text}Z` : text)
  if (!Number.isNaN(value)) return { value }
  return refuse('bad-instant', `${name} "${text}" is no instant: write 2026-11-24T14:00 (UTC) or 2026-11-24.`)
}

function parseCursor(text: string | undefined): Parsed<number | undefined> {
  if (text === undefined) return { value: undefined }
  if (/^[1-9]\d{0,14}$/.test(text)) return { value: Number(text) }
  return refuse('bad-cursor', `before "${text}" is no number of a record: use "next" of the page before.`)
}

/** The query string that `parseActQuestion` reads back. */
export function formatActQuestion({ text, since, until, before, ...asked }: ActQuestion): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, value)
  if (since !== undefined) query.set('since', formatMinute(since))
  if (until !== undefined) query.set('until', formatMinute(until))
  if (text !== undefined) query.set('q', text)
  if (before !== undefined) query.set('before', String(before))
  return query.toString()
}

/** As a form's field has it, in UTC: `2026-11-24T14:00`, with seconds only where there are some. */
export function formatMinute(at: number): string {
  return new Date(at).toISOString().replace(/(?::00)?\.000Z$|Z$/, '')
}

/** The type says which fields may be left out: just those that may be undefined here. */
function withoutAbsent(fields: { readonly [K in keyof ActQuestion]-?: ActQuestion[K] | undefined }): ActQuestion {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

const unknownParameter = (name: string) => `There is no parameter "${name}": use ${parameters.join(', ')}.`

function refuse(code: string, sentence: string) {
  return { problem: { code, sentence, detail: null } }
}
