import { resolve } from 'node:path'
import type { Environment } from '@/server/config'

/** Where the records are: a folder that this process alone owns, or a PostgreSQL that several may share. */
export type Place =
  | { readonly engine: 'sqlite'; readonly folder: string }
  | { readonly engine: 'postgres'; readonly url: string }

/** Below the folder where the program runs. */
export const defaultFolder = '.quarterdeck/data'

/** `DATABASE_URL`, `postgres://…`; without it the embedded database in the folder `QUARTERDECK_DATA`. */
export function placeFrom(env: Environment): Place {
  if (env.DATABASE_URL) return { engine: 'postgres', url: env.DATABASE_URL }
  return { engine: 'sqlite', folder: resolve(env.QUARTERDECK_DATA || defaultFolder) }
}
