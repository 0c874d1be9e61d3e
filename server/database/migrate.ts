import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { DatabaseError } from './database-error'
import type { Database } from './database-handle'
import { migrations } from './migrations'

/** Brings the schema up to date, all steps or none. Rejects with a `DatabaseError` that says why not to start. */
export async function migrate(database: Database): Promise<void> {
  await refuseNewer(database)
  const steps = migrations(database.engine)
  const migrator = new Migrator({ db: database.query, provider: { getMigrations: async () => steps } })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName
  throw new DatabaseError(
    'migration',
    `The database could not be brought up to date${failed === undefined ? '' : ` (step ${failed})`} and is as it was: restore a back-up or report this.`,
    error,
  )
}

/** A newer version of the program wrote here: this one would not know what it reads, or harm it. */
export async function refuseNewer(database: Database): Promise<void> {
  const known = migrations(database.engine)
  const unknown = (await appliedSteps(database)).filter((name) => !(name in known))
  if (unknown.length > 0)
    throw new DatabaseError(
      'newer',
      `A newer Quarterdeck wrote this database (${unknown.join(', ')}): start that version, or restore an older back-up.`,
    )
}

/** The names of the steps that this database has behind it; none of an empty one. */
export async function appliedSteps({ engine, query, run }: Database): Promise<string[]> {
  const table =
    engine === 'sqlite'
      ? sql<{ name: string | null }>`select name from sqlite_master where name = 'kysely_migration'`
      : sql<{ name: string | null }>`select to_regclass('kysely_migration')::text as name`
  return run(async () => {
    const { rows: tables } = await table.execute(query)
    if (!tables.some(({ name }) => name !== null)) return []
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(query)
    return rows.map(({ name }) => name)
  })
}
