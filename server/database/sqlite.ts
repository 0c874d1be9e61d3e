import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { DatabaseError } from './database-error'
import { type Database, fileIn } from './database-handle'
import { takeOwnership } from './ownership'
import { makePrivateFile, makePrivateFolder } from './private-file'
import type { Schema } from './schema'

/** How long a write waits for a reader from outside, such as a back-up that runs. */
const busyTimeoutMs = 2000

/** Opens the embedded database for this process alone. Throws a `DatabaseError`. */
export function openSqlite(folder: string): Database {
  return inPlace(folder, () => {
    makePrivateFolder(folder)
    const letGo = takeOwnership(folder)
    try {
      const file = fileIn(folder)
      makePrivateFile(file)
      const connection = new Sqlite(file, { timeout: busyTimeoutMs })
      // A record counts as written when the disk has it: https://sqlite.org/pragma.html#pragma_synchronous
      for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'])
        connection.pragma(setting)
      return handleOf(connection, letGo)
    } catch (error) {
      letGo()
      throw error
    }
  })
}

/** Opens a copy that nobody else knows of, to change it before it takes its place. Throws a `DatabaseError`. */
export function openSqliteCopy(file: string): Database {
  return inPlace(file, () => handleOf(new Sqlite(file, { fileMustExist: true }), () => {}))
}

/** Opens a file to read from, also one that a running Quarterdeck owns. Throws a `DatabaseError`. */
export function openSqliteToRead(file: string): Database {
  return inPlace(file, () => {
    const connection = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
    return handleOf(connection, () => {})
  })
}

function handleOf(connection: Sqlite.Database, letGo: () => void): Database {
  const query = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) })
  return {
    engine: 'sqlite',
    query,
    async run(ask) {
      try {
        return await ask()
      } catch (error) {
        throw errorOf(connection.name, error)
      }
    },
    async close() {
      await query.destroy()
      if (connection.open) connection.close()
      letGo()
    },
  }
}

function inPlace<T>(place: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    if (isDamage(codeOf(error))) throw errorOf(place, error)
    const sentence = `The database in ${place} can't be opened (${codeOf(error)}): QUARTERDECK_DATA must name a folder that this user can write.`
    throw new DatabaseError('place', sentence, error)
  }
}

/** Result codes: https://sqlite.org/rescode.html */
function errorOf(place: string, error: unknown): DatabaseError {
  const code = codeOf(error)
  if (isDamage(code))
    return new DatabaseError(
      'place',
      `${place} holds no database that can be read (${code}): restore a back-up, see docs/operations.md.`,
      error,
    )
  if (code === 'SQLITE_FULL') return new DatabaseError('refused', `The disk with ${place} is full: make room.`, error)
  return new DatabaseError('refused', `The database ${place} could not do this (${code}): look at its disk.`, error)
}

const isDamage = (code: string): boolean => /^SQLITE_(NOTADB|CORRUPT)/.test(code)

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'
