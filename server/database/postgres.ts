import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import pg from 'pg'
import { DatabaseError } from './database-error'
import type { Database } from './database-handle'
import type { Schema } from './schema'

/** An act waits no longer than this for the database before it is refused. */
const connectPatienceMs = 2000
const queryPatienceMs = 2000
const mostConnections = 10

/** Connects when first asked, and again after a break. Throws a `DatabaseError` for an address that is none. */
export function openPostgres(url: string, patienceMs = queryPatienceMs): Database {
  const server = serverOf(url)
  const pool = createPool(url, patienceMs)
  const query = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  let closing: Promise<void> | undefined
  return {
    engine: 'postgres',
    query,
    async run(ask) {
      try {
        return await ask()
      } catch (error) {
        const failure = errorOf(server, error)
        if (failure.kind === 'unreachable') pool.renew()
        throw failure
      }
    },
    // Kysely ends the pool only if it was ever asked.
    close: () => (closing ??= query.destroy().then(() => pool.end())),
  }
}

/**
 * A pool that can be renewed: a connection whose server fell silent would be handed out again and again, and every
 * query on it would wait in vain.
 */
function createPool(url: string, patienceMs: number): PostgresPool & { renew(): void } {
  const options: pg.PoolConfig = {
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectPatienceMs,
    // The first ends a query that the server still works on, the second one that a dead server will never answer.
    statement_timeout: patienceMs,
    query_timeout: patienceMs,
    keepAlive: true,
    application_name: 'quarterdeck',
    types: { getTypeParser },
  }
  const open = () => {
    const pool = new pg.Pool(options)
    // What breaks while it is used fails its query; while it is not, it is replaced when needed. Neither ends the program.
    pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
    return pool
  }
  const endings = new Set<Promise<void>>()
  let current: pg.Pool | undefined
  const end = () => {
    if (current === undefined) return
    const ending = current.end()
    endings.add(ending)
    void ending.finally(() => endings.delete(ending))
    current = undefined
  }
  return {
    options,
    connect: () => (current ??= open()).connect(),
    renew: end,
    async end() {
      end()
      await Promise.all(endings)
    },
  }
}

/** Instants and counts are 64 bits wide there and far below 2^53 here. */
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format as 'text')

/** `host:port/name` for sentences: never the password. */
function serverOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol))
    throw new DatabaseError('place', 'DATABASE_URL is not an address such as postgres://user:password@host:5432/name.')
  return `${parsed.host || 'this machine'}${parsed.pathname}`
}

/** What PostgreSQL answers carries an SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function errorOf(server: string, error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : ''
  if (code === '' || /^(08|53|57)/.test(code))
    return new DatabaseError('unreachable', `The database ${server} does not answer: check that it runs.`, error)
  if (/^(28|3D)/.test(code))
    return new DatabaseError('place', `The database ${server} lets nobody in with DATABASE_URL: check it.`, error)
  return new DatabaseError('refused', `The database ${server} refused (${code}): look at its log.`, error)
}
