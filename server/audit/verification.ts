import type { Database } from '@/server/database/database'
import { genesis, hashOf, recordOf } from './chain'

/** A place in the chain that somebody noted earlier and elsewhere: who rewrites all hashes can't rewrite that. */
export interface KnownLink {
  readonly sequence: number
  readonly hash: string
}

export type Verification =
  | { readonly whole: true; readonly count: number; readonly last: KnownLink }
  | { readonly whole: false; readonly sequence: number; readonly sentence: string }

const pageSize = 1000

/** Goes along the chain from the first record and stops at the first that is broken. Rejects with a `DatabaseError`. */
export async function verifyChain(database: Database, known?: KnownLink): Promise<Verification> {
  let last: KnownLink = { sequence: 0, hash: genesis }
  for (;;) {
    const rows = await readPage(database, last.sequence)
    for (const row of rows) {
      const sequence = last.sequence + 1
      if (row.sequence !== sequence) return broken(sequence, `Record ${sequence} is missing.`)
      const hash = hashOf(last.hash, recordOf(row))
      if (hash !== row.hash) return broken(sequence, changed(sequence))
      if (known?.sequence === sequence && known.hash !== hash)
        return broken(
          sequence,
          `Record ${sequence} is not the one that was noted: the ledger was rewritten up to here.`,
        )
      last = { sequence, hash }
    }
    if (rows.length < pageSize) break
  }
  if (known !== undefined && known.sequence > last.sequence)
    return broken(
      last.sequence + 1,
      `Record ${last.sequence + 1} is missing: the ledger once reached ${known.sequence}.`,
    )
  return { whole: true, count: last.sequence, last }
}

const readPage = ({ query, run }: Database, after: number) =>
  run(() =>
    query
      .selectFrom('audit_records')
      .selectAll()
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(pageSize)
      .execute(),
  )

const broken = (sequence: number, sentence: string): Verification => ({ whole: false, sequence, sentence })

const changed = (sequence: number): string =>
  `Record ${sequence} was changed: its hash does not fit what it says${sequence === 1 ? '' : ` and record ${sequence - 1}`}.`
