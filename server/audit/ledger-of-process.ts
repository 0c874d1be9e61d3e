import { type Database, openDatabase } from '@/server/database/database'
import type { Place } from '@/server/database/place'
import { createLedger, type Ledger } from './ledger'
import { settleAtStart, settleLater } from './settling'

interface Records {
  readonly database: Database
  readonly ledger: Ledger
}

declare global {
  var quarterdeckRecords: Records | undefined
}

/**
 * Opens the database and the ledger of this process, at start and once; `placeFrom` (server/database/place.ts) says where.
 * Acts that were cut off before are settled. Rejects with a `DatabaseError`: its `problem.sentence` is why the program must not start.
 */
export async function openLedger(place: Place): Promise<Records> {
  if (globalThis.quarterdeckRecords !== undefined) return globalThis.quarterdeckRecords
  const database = await openDatabase(place)
  const opened = createLedger(database, Date.now)
  const settled = await settleAtStart({ ledger: opened, isShared: isShared(database) }, Date.now())
  // It goes on: they read "outcome unknown", and `settleCutOff` tries again.
  if (typeof settled !== 'number') console.error(`Acts that were cut off are not settled: ${settled.problem.detail}`)
  globalThis.quarterdeckRecords = { database, ledger: opened }
  return globalThis.quarterdeckRecords
}

/** What a process that is no more has left in the middle; now and then. Rejects with a `DatabaseError`. */
export async function settleCutOff(): Promise<void> {
  const open = records()
  await settleLater({ ledger: open.ledger, isShared: isShared(open.database) }, Date.now())
}

/** A SQLite file has one process, which is the one that asks. */
const isShared = ({ engine }: Database): boolean => engine === 'postgres'

/** Where every act is recorded. Next loads modules several times over, so what is shared lives on globalThis. */
export const ledger = (): Ledger => records().ledger

/** For what keeps records of its own: `createSessionRecords(database())`. */
export const database = (): Database => records().database

/** Lets go of the database; the last thing before the process ends. */
export async function closeLedger(): Promise<void> {
  const open = globalThis.quarterdeckRecords
  globalThis.quarterdeckRecords = undefined
  await open?.database.close()
}

function records(): Records {
  if (globalThis.quarterdeckRecords === undefined) throw new Error('The ledger was asked for before it was opened.')
  return globalThis.quarterdeckRecords
}
