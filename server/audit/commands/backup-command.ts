import { resolve } from 'node:path'
import type { Environment } from '@/server/config'
import { backUp } from '@/server/database/backup'
import { embeddedFolder } from './embedded-folder'
import type { CommandResult } from './run-command'

export async function backUpCommand(args: readonly string[], env: Environment): Promise<CommandResult> {
  const folder = embeddedFolder(env, 'pg_dump')
  if (typeof folder !== 'string') return folder
  const [file, ...more] = args
  if (file === undefined || more.length > 0 || file.startsWith('-'))
    return { ok: false, text: 'Name one new file for the back-up: npm run backup -- FILE' }
  await backUp(folder, resolve(file))
  return { ok: true, text: `${folder} is backed up in ${resolve(file)}. Keep it as secret as the data itself.` }
}
