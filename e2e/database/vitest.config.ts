import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The database's and the ledger's own tests once more, with a PostgreSQL, and those that only a PostgreSQL can pass. */
export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['server/{database,audit}/**/*.{test,postgres}.ts'],
    // These are about files.
    exclude: ['server/audit/killed.test.ts', 'server/database/ownership.test.ts'],
    pool: 'threads',
    testTimeout: 20_000,
  },
})
