import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { DatabaseError } from './database-error'
import { makePrivateFile } from './private-file'

/**
 * Takes the data folder for this process alone and gives back what lets go of it. It is a lock of the operating system
 * on a file beside the database, which ends with the process however that ends: nothing stale is ever left.
 */
export function takeOwnership(folder: string): () => void {
  const file = join(folder, 'quarterdeck.lock')
  makePrivateFile(file)
  const lock = new Sqlite(file, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (isBusy(error)) throw new DatabaseError('owned', sentenceFor(folder))
    throw error
  }
  return () => lock.close()
}

const isBusy = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)

const sentenceFor = (folder: string): string =>
  `Another Quarterdeck uses the data in ${folder}: stop it, or give this one a folder of its own in QUARTERDECK_DATA.`
