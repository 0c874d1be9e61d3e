import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const patienceMs = 60_000

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[]
}

/** What the linter that knows types says of the files that break its rules. */
async function broken(): Promise<readonly string[]> {
  const args = ['oxlint', '--type-aware', '--format', 'json', 'e2e/lint/fixtures']
  const failed = await promisify(execFile)('npx', args).catch((error: unknown) => error)
  const { stdout } = failed as { readonly stdout: string } // execFile's error carries what was printed
  const { diagnostics } = JSON.parse(stdout) as Report
  return diagnostics.map(({ code, filename }) => `${filename.replace(/^.*\//, '')} ${code}`).sort()
}

test(
  'two files that import each other, and promises and cases that are forgotten, are errors',
  async () => {
    expect(await broken()).toEqual([
      'one.ts import(no-cycle)',
      'promises.ts typescript(no-floating-promises)',
      'promises.ts typescript(no-misused-promises)',
      'promises.ts typescript(switch-exhaustiveness-check)',
      'two.ts import(no-cycle)',
    ])
  },
  patienceMs,
)
