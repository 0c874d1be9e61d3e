import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { Place } from '@/server/database/place'

/**
 * A place where no database is yet, for the test that asks. Embedded; or, where QUARTERDECK_TEST_POSTGRES is the
 * address of a server (`npm run test:postgres` starts one), a database of its own there.
 */
export async function freshPlace(): Promise<Place> {
  const server = process.env.QUARTERDECK_TEST_POSTGRES
  return server === undefined ? { engine: 'sqlite', folder: freshFolder() } : freshPostgres(server)
}

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'data')
}

async function freshPostgres(server: string): Promise<Place> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${name}`)
  onTestFinished(() => ask(server, `drop database ${name} with (force)`))
  const url = new URL(server)
  url.pathname = name
  return { engine: 'postgres', url: url.href }
}

async function ask(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
