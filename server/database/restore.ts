import { existsSync, renameSync, rmSync } from 'node:fs'
import { checkWhole, copyWhole, reading } from './backup'
import { fileIn } from './database-handle'
import { takeOwnership } from './ownership'
import { makePrivateFolder } from './private-file'
import { openSqliteCopy } from './sqlite'

/** What a replaced database is kept under, beside the one that took its place. */
export const replacedName = (file: string): string => `${file}.replaced`

/**
 * Puts a back-up in the place of the embedded database. What was there is kept under `replacedName`.
 * Nobody stays signed in and no shared link works: the back-up can't know which were revoked after it was made.
 * Rejects with a `DatabaseError` before anything is touched: a running Quarterdeck, a newer or damaged back-up.
 */
export async function restore(folder: string, backUpFile: string, now: number): Promise<void> {
  makePrivateFolder(folder)
  const letGo = takeOwnership(folder)
  try {
    await reading(backUpFile, checkWhole)
    const file = fileIn(folder)
    const incoming = `${file}.incoming`
    await copyWhole(backUpFile, incoming)
    await forgetWhoCameIn(incoming, now)
    setAside(file)
    renameSync(incoming, file)
  } finally {
    letGo()
  }
}

/** A write-ahead log belongs to its database by name: https://sqlite.org/wal.html */
function setAside(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(`${replacedName(file)}${suffix}`, { force: true })
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${replacedName(file)}${suffix}`)
  }
}

async function forgetWhoCameIn(file: string, now: number): Promise<void> {
  const { query, run, close } = openSqliteCopy(file)
  const standing = query.updateTable('shared_links').where('revoked_at', 'is', null)
  try {
    await run(() => query.deleteFrom('sessions').execute())
    await run(() => standing.set({ revoked_at: now, revoked_by: 'restore' }).execute())
  } finally {
    await close()
  }
}
