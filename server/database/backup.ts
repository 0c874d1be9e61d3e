import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { sql } from 'kysely'
import { DatabaseError } from './database-error'
import { type Database, fileIn } from './database-handle'
import { appliedSteps, refuseNewer } from './migrate'
import { makePrivateFile } from './private-file'
import { openSqliteToRead } from './sqlite'

/**
 * Writes all that the embedded database holds at this moment into a new file, whether a Quarterdeck runs on it or not.
 * Rejects with a `DatabaseError`, and then there is no file.
 */
export async function backUp(folder: string, file: string): Promise<void> {
  if (existsSync(file)) throw new DatabaseError('place', `${file} is there already: name a new file for the back-up.`)
  await copyWhole(fileIn(folder), file)
}

/** Copies one database file to another path, checks the copy, and puts it there at once and for good, or not at all. */
export async function copyWhole(from: string, to: string): Promise<void> {
  const part = `${to}.part`
  rmSync(part, { force: true })
  try {
    makePrivateFile(part)
    await reading(from, ({ query, run }) => run(() => sql`vacuum into ${part}`.execute(query)))
    await reading(part, checkWhole)
    syncFile(part)
    renameSync(part, to)
  } finally {
    rmSync(part, { force: true })
  }
}

/** Whether this version can be started on a file. Rejects with a `DatabaseError` that says why not. */
export async function checkWhole(database: Database): Promise<void> {
  const { query, run } = database
  const { rows } = await run(() => sql<{ integrity_check: string }>`pragma integrity_check`.execute(query))
  const found = rows.map((row) => row.integrity_check).join('; ')
  if (found !== 'ok') throw new DatabaseError('place', `The database file is damaged: ${found}.`)
  if ((await appliedSteps(database)).length === 0)
    throw new DatabaseError('place', 'The file is no database of Quarterdeck: name one that `npm run backup` wrote.')
  await refuseNewer(database)
}

export async function reading<T>(file: string, use: (database: Database) => Promise<T>): Promise<T> {
  const database = openSqliteToRead(file)
  try {
    return await use(database)
  } finally {
    await database.close()
  }
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
