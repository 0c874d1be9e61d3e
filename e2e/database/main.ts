import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { startPostgres } from './postgres-server'

/** Runs the tests of the database and the ledger against a PostgreSQL that is started for them; arguments go to vitest. */
async function main(): Promise<number> {
  const server = await startPostgres()
  try {
    const args = ['vitest', 'run', '--config', 'e2e/database/vitest.config.ts', ...process.argv.slice(2)]
    const env = { ...process.env, QUARTERDECK_TEST_POSTGRES: server.url }
    const [code] = await once(spawn('npx', args, { stdio: 'inherit', env }), 'exit')
    return typeof code === 'number' ? code : 1
  } finally {
    await server.close()
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
