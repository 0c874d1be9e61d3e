import { sql } from 'kysely'
import type { Problem } from '@/lib/live/freshness'
import type { Database } from '@/server/database/database'
import { DatabaseError } from '@/server/database/database-error'
import type { Query } from '@/server/database/schema'
import { genesis, hashOf, rowOf } from './chain'
import type { Draft } from './draft'

export interface Appended {
  readonly sequence: number
}

export interface Appender {
  /** Puts a record at the end of the chain; never rejects. A problem means that there is none. */
  append(draft: Draft): Promise<Appended | { readonly problem: Problem }>
}

interface Waiting {
  readonly draft: Draft
  readonly answer: (result: Appended | { readonly problem: Problem }) => void
  givenUp: boolean
}

const patienceMs = 2000
const mostAtOnce = 100
/** Any number that nothing else in the database locks: one chain, however many replicas. */
const chainLock = 7_234_115_906

/** Appends one batch after the other: what comes in while the disk writes is written together, next. */
export function createAppender(database: Database, patience = patienceMs): Appender {
  const waiting: Waiting[] = []
  let writing = false

  async function writeAll() {
    writing = true
    for (let batch = waiting.splice(0, mostAtOnce); batch.length > 0; batch = waiting.splice(0, mostAtOnce))
      await writeBatch(database, batch)
    writing = false
  }

  return {
    append: (draft) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          entry.givenUp = true
          resolve({ problem: notWritten('The database took too long') })
        }, patience)
        const entry: Waiting = {
          draft,
          givenUp: false,
          answer(result) {
            clearTimeout(timer)
            resolve(result)
          },
        }
        waiting.push(entry)
        if (!writing) void writeAll()
      }),
  }
}

/** Writes all of a batch or none; where the database refuses one of several, each is tried alone. */
async function writeBatch(database: Database, batch: readonly Waiting[]): Promise<void> {
  try {
    const written = await database.run(() =>
      database.query.transaction().execute((within) => appendTo(within, database.engine === 'postgres', batch)),
    )
    for (const [entry, sequence] of written) entry.answer({ sequence })
  } catch (error) {
    if (isRefusal(error) && batch.length > 1) {
      for (const entry of batch) await writeBatch(database, [entry])
      return
    }
    const problem = error instanceof DatabaseError ? error.problem : undefined
    for (const entry of batch) entry.answer({ problem: notWritten(problem?.sentence ?? String(error)) })
  }
}

const isRefusal = (error: unknown): boolean => error instanceof DatabaseError && error.kind === 'refused'

async function appendTo(within: Query, shared: boolean, batch: readonly Waiting[]): Promise<Map<Waiting, number>> {
  // Taken before the head is read and held until the commit: replicas append one after the other.
  if (shared) await sql`select pg_advisory_xact_lock(${chainLock})`.execute(within)
  const head = await within
    .selectFrom('audit_records')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  const wanted = batch.filter(({ givenUp }) => !givenUp)
  if (wanted.length === 0) return new Map()
  const sequences = new Map<Waiting, number>()
  let { sequence, hash } = head ?? { sequence: 0, hash: genesis }
  const rows = wanted.map((entry) => {
    const record = { ...entry.draft, sequence: ++sequence }
    hash = hashOf(hash, record)
    sequences.set(entry, sequence)
    return rowOf(record, hash)
  })
  await within.insertInto('audit_records').values(rows).execute()
  return sequences
}

function notWritten(why: string): Problem {
  const said = why.replace(/\.$/, '')
  return {
    code: 'not-recorded',
    sentence: `Nothing was done, because it could not be recorded: ${said}. Try again when the database is back.`,
    detail: why,
  }
}
