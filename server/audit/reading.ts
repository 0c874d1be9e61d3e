import { setImmediate } from 'node:timers/promises'
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { ActQuestion } from '@/lib/audit/act-question'
import type { AuditAct, AuditRecord, Outcome, Standing } from '@/lib/audit/audit-record'
import type { Database } from '@/server/database/database'
import type { AuditRecordsTable, Schema } from '@/server/database/schema'
import { recordOf } from './chain'

/**
 * Whose acts. A name alone is not enough: it says who somebody is only together with the way in by which they came,
 * and a token only together with the clusters that know it.
 */
export interface Whose {
  readonly person: string
  readonly provider: string
  /** Null for all, and for what is on none. */
  readonly clusters: readonly string[] | null
}

export interface ActReading {
  readonly question: ActQuestion
  /** Null for everyone's. */
  readonly whose: Whose | null
  readonly limit: number
}

export interface ActPage {
  /** Newest first. */
  readonly acts: readonly AuditAct[]
  /** What `before` must be to get the next page; null after the last. */
  readonly next: number | null
}

/** How many records are looked through at once: a rare filter must not hold up what else this process does. */
const stride = 5000

/** Facts, and intents together with their ends. `underWay` are the intents that this process works on. */
export async function readActs(
  database: Database,
  { question, whose, limit }: ActReading,
  underWay: ReadonlySet<number>,
): Promise<ActPage> {
  const found: ActRow[] = []
  let below = Math.min(question.before ?? Number.MAX_SAFE_INTEGER, (await lastSequence(database)) + 1)
  while (below > 1 && found.length <= limit) {
    const from = Math.max(1, below - stride)
    const most = limit + 1 - found.length
    found.push(...(await rowsBetween(database, from, below, { question, whose, limit: most }, [...underWay])))
    below = from
    // The embedded database answers at once, so nothing else would get a turn in between.
    await setImmediate()
  }
  const acts = found.slice(0, limit).map((row) => actOf(row, underWay))
  return { acts, next: found.length > limit ? (acts.at(-1)?.sequence ?? null) : null }
}

async function lastSequence({ query, run }: Database): Promise<number> {
  const row = await run(() =>
    query
      .selectFrom('audit_records')
      .select(({ fn }) => fn.max('sequence').as('last'))
      .executeTakeFirst(),
  )
  return row?.last ?? 0
}

const rowsBetween = (
  { query, run }: Database,
  from: number,
  below: number,
  { question, whose, limit }: ActReading,
  underWay: readonly number[],
) =>
  run(() =>
    query
      .selectFrom('audit_records as act')
      .leftJoin('audit_records as end', 'end.intent', 'act.sequence')
      .selectAll('act')
      .select(['end.at as endedAt', 'end.kind as endKind', 'end.outcome as endOutcome', 'end.problem as endProblem'])
      .where('act.sequence', '>=', from)
      .where('act.sequence', '<', below)
      // Not by `intent is null`: SQLite would go through its index, in which nearly all are null.
      .where('act.kind', 'in', ['fact', 'intent'])
      .where((row) => row.and([...(whose === null ? [] : ownedBy(row, whose)), ...conditions(row, question)]))
      .where((row) => standingIs(row, question.outcome, underWay))
      .orderBy('act.sequence', 'desc')
      .limit(limit)
      .execute(),
  )

/** Intents that nothing ended, oldest first. */
export async function readOpenIntents({ query, run }: Database, before: number): Promise<AuditRecord[]> {
  const rows = await run(() =>
    query
      .selectFrom('audit_records as act')
      .selectAll('act')
      .where('act.kind', '=', 'intent')
      .where('act.at', '<', before)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(selectFrom('audit_records as end').select('end.sequence').whereRef('end.intent', '=', 'act.sequence')),
        ),
      )
      .orderBy('act.sequence')
      .execute(),
  )
  return rows.map(recordOf)
}

type Row = ExpressionBuilder<
  {
    readonly act: AuditRecordsTable
    readonly end: { readonly [C in keyof AuditRecordsTable]: AuditRecordsTable[C] | null }
  } & Schema,
  'act' | 'end'
>

function ownedBy(row: Row, { person, provider, clusters }: Whose) {
  const own = [row('act.person', '=', person), row('act.provider', '=', provider)]
  if (clusters === null) return own
  return [...own, clusters.length === 0 ? row.lit(false) : row('act.cluster', 'in', clusters)]
}

function conditions(row: Row, question: ActQuestion) {
  const { person, verb, cluster, namespace, since, until, text } = question
  return [
    ...(person === undefined ? [] : [row('act.person', '=', person)]),
    ...(verb === undefined ? [] : [row('act.verb', '=', verb)]),
    ...(cluster === undefined ? [] : [row('act.cluster', '=', cluster)]),
    ...(namespace === undefined ? [] : [row('act.namespace', '=', namespace)]),
    ...(since === undefined ? [] : [row('act.at', '>=', since)]),
    ...(until === undefined ? [] : [row('act.at', '<', until)]),
    ...(text === undefined ? [] : [row.or(searched.map((column) => contains(column, text)))]),
  ]
}

const searched = ['person', 'verb', 'resource', 'namespace', 'name', 'reason'] as const

const contains = (column: (typeof searched)[number], text: string) =>
  sql<boolean>`lower(${sql.ref(`act.${column}`)}) like ${`%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`

/** An intent without an end is under way here, or nobody knows. */
function standingIs(row: Row, outcome: Standing | undefined, underWay: readonly number[]) {
  if (outcome === undefined) return row.and([])
  if (outcome === 'under-way') return underWay.length === 0 ? row.lit(false) : row('act.sequence', 'in', underWay)
  const said = row.or([row('act.outcome', '=', outcome), row('end.outcome', '=', outcome)])
  if (outcome !== 'unknown') return said
  const open = [row('act.kind', '=', 'intent'), row('end.sequence', 'is', null)]
  return row.or([said, row.and(underWay.length === 0 ? open : [...open, row('act.sequence', 'not in', underWay)])])
}

interface ActRow extends Selectable<AuditRecordsTable> {
  readonly endedAt: number | null
  readonly endKind: string | null
  readonly endOutcome: string | null
  readonly endProblem: string | null
}

function actOf(row: ActRow, underWay: ReadonlySet<number>): AuditAct {
  const record = recordOf(row)
  const open = underWay.has(record.sequence) ? 'under-way' : 'unknown'
  return {
    ...record,
    // What this program wrote there is an outcome.
    outcome: record.outcome ?? (row.endOutcome as Outcome | null) ?? open,
    problem: record.problem ?? row.endProblem,
    endedAt: row.endedAt,
    settled: row.endKind === 'settlement',
  }
}
