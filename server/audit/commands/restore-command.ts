import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createLedger } from '@/server/audit/ledger'
import type { Environment } from '@/server/config'
import { openDatabase } from '@/server/database/database'
import { fileIn } from '@/server/database/database-handle'
import { replacedName, restore } from '@/server/database/restore'
import { embeddedFolder } from './embedded-folder'
import type { CommandResult } from './run-command'

/** @param person who runs it, for the ledger */
export async function restoreCommand(
  args: readonly string[],
  env: Environment,
  person: string,
): Promise<CommandResult> {
  const folder = embeddedFolder(env, 'pg_restore')
  if (typeof folder !== 'string') return folder
  const [file, ...more] = args
  if (file === undefined || more.length > 0 || !existsSync(file))
    return { ok: false, text: 'Name the file of a back-up: npm run restore -- FILE' }
  await restore(folder, resolve(file), Date.now())
  const database = await openDatabase({ engine: 'sqlite', folder })
  try {
    const recorded = await createLedger(database, Date.now).record({
      person,
      groups: [],
      verb: 'restore',
      outcome: 'done',
    })
    if ('problem' in recorded) return { ok: false, text: recorded.problem.sentence }
  } finally {
    await database.close()
  }
  const kept = replacedName(fileIn(folder))
  return {
    ok: true,
    text: [
      `${folder} is as it was in ${resolve(file)}. Everyone must sign in again, and shared links must be made anew.`,
      ...(existsSync(kept) ? [`What was there before is kept in ${kept}.`] : []),
    ].join('\n'),
  }
}
