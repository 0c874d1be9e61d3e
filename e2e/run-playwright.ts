import { spawnSync } from 'node:child_process'
import { ensureBuilt } from './built-app'
import { findChromium } from './chromium'
import type { TargetName } from './target/running'

/** Runs every spec against a target; further arguments go to Playwright. Ends this program with its verdict. */
export function runPlaywright(target: TargetName): void {
  try {
    const env = { ...process.env, QUARTERDECK_TARGET: target, CHROMIUM: findChromium() }
    ensureBuilt()
    const args = ['playwright', 'test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)]
    process.exitCode = spawnSync('npx', args, { stdio: 'inherit', env }).status ?? 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
