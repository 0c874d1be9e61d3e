import type { Environment } from '@/server/config'
import { placeFrom } from '@/server/database/place'
import type { CommandResult } from './run-command'

/** The folder of the embedded database, or where to look when there is none because DATABASE_URL names a PostgreSQL. */
export function embeddedFolder(env: Environment, instead: string): string | CommandResult {
  const place = placeFrom(env)
  if (place.engine === 'sqlite') return place.folder
  return { ok: false, text: `DATABASE_URL names a PostgreSQL: use ${instead}, see docs/operations.md.` }
}
