import { type Database, openDatabase } from '@/server/database/database'
import type { Place } from '@/server/database/place'
import { createLedger, type Ledger } from './ledger'

interface Records {
  readonly database: Database
  readonly ledger: Ledger
}

declare global {
  var quarterdeckRecords: Records | undefined
}

/**
 * Opens the database and the ledger of this process, at start and once; `placeFrom` (server/database/place.ts) says where.
 * Rejects with a `DatabaseError`: its `problem.sentence` is why the program must not start.
 */
export async function openLedger(place: Place): Promise<Records> {
  if (globalThis.quarterdeckRecords !== undefined) return globalThis.quarterdeckRecords
  const database = await openDatabase(place)
  globalThis.quarterdeckRecords = { database, ledger: createLedger(database, Date.now) }
  return globalThis.quarterdeckRecords
}

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
