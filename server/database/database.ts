import type { Database } from './database-handle'
import { migrate, refuseNewer } from './migrate'
import type { Place } from './place'
import { openPostgres } from './postgres'
import { openSqlite, openSqliteToRead } from './sqlite'

export type { Database } from './database-handle'

/** A step may rewrite a large table, and another replica that starts may be at it. */
const migrationPatienceMs = 10 * 60_000

/** Opens the database and brings it up to date. Rejects with a `DatabaseError` whose sentence is why not to start. */
export async function openDatabase(place: Place): Promise<Database> {
  if (place.engine === 'sqlite') return ready(openSqlite(place.folder), migrate)
  const migrating = await ready(openPostgres(place.url, migrationPatienceMs), migrate)
  await migrating.close()
  return openPostgres(place.url)
}

/** Opens a database to look at, a SQLite file also beside the process that owns it. Rejects with a `DatabaseError`. */
export async function openDatabaseToRead(
  from: { readonly file: string } | { readonly url: string },
): Promise<Database> {
  return ready('file' in from ? openSqliteToRead(from.file) : openPostgres(from.url), refuseNewer)
}

async function ready(database: Database, prepare: (database: Database) => Promise<void>): Promise<Database> {
  try {
    await prepare(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
