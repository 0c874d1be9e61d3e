import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from './database-handle'

/**
 * Every step from an empty database to today's schema, in the order of the names. What was released is never changed
 * again: a new step follows. The steps are in code because a bundle reads no files.
 */
export const migrations = (engine: Engine): Record<string, Migration> => ({
  '0001-sessions-and-links': { up: createSessionsAndLinks },
  '0002-audit-records': { up: (within) => createAuditRecords(within, engine) },
})

/** A step works on the schema of its own time, which no type describes. */
type Untyped = Kysely<unknown>

async function createSessionsAndLinks(within: Untyped) {
  await within.schema
    .createTable('sessions')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('provider_session', 'text')
    .addColumn('identities', 'text', (column) => column.notNull())
    .addColumn('began_at', 'bigint', (column) => column.notNull())
    .addColumn('visited_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('user_agent', 'text')
    .addColumn('address', 'text')
    .addColumn('revoked_at', 'bigint')
    .execute()
  await within.schema.createIndex('sessions_person').on('sessions').column('person').execute()
  await within.schema
    .createTable('shared_links')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('maker', 'text', (column) => column.notNull())
    .addColumn('maker_identities', 'text', (column) => column.notNull())
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('namespaces', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at', 'bigint')
    .addColumn('revoked_by', 'text')
    .execute()
  await within.schema.createIndex('shared_links_maker').on('shared_links').column('maker').execute()
}

async function createAuditRecords(within: Untyped, engine: Engine) {
  const optional = ['provider', 'through', 'cluster', 'resource', 'namespace', 'name', 'uid']
  const told = ['outcome', 'problem', 'reason', 'address', 'request']
  let table = within.schema
    .createTable('audit_records')
    // SQLite's own row number under another name: https://sqlite.org/lang_createtable.html#rowid
    .addColumn('sequence', engine === 'sqlite' ? 'integer' : 'bigint', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('intent', 'bigint', (column) => column.unique().references('audit_records.sequence'))
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('groups', 'text', (column) => column.notNull())
    .addColumn('verb', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
  for (const name of [...optional, ...told]) table = table.addColumn(name, 'text')
  await table.execute()
  await within.schema.createIndex('audit_records_person').on('audit_records').columns(['person', 'sequence']).execute()
  await within.schema.createIndex('audit_records_at').on('audit_records').column('at').execute()
  for (const statement of engine === 'sqlite' ? appendOnlySqlite : appendOnlyPostgres)
    await sql.raw(statement).execute(within)
}

const appendOnlySqlite = ['update', 'delete'].map(
  (act) => `create trigger audit_records_no_${act} before ${act} on audit_records
    begin select raise(abort, 'audit records are never changed'); end`,
)

const appendOnlyPostgres = [
  `create function refuse_audit_change() returns trigger language plpgsql as
    $$ begin raise exception 'audit records are never changed'; end $$`,
  `create trigger audit_records_append_only before update or delete or truncate on audit_records
    for each statement execute function refuse_audit_change()`,
]
