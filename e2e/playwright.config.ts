import { defineConfig } from '@playwright/test'
import { runningIfAny, targetName } from './target/running'

const now = runningIfAny()
const executablePath = process.env.CHROMIUM

export default defineConfig({
  testDir: '.',
  testMatch: ['security*.spec.ts', 'contract/*.spec.ts', ...(targetName() === 'cluster' ? ['kubectl/*.spec.ts'] : [])],
  globalSetup: './target/global-setup.ts',
  outputDir: '../.quarterdeck/e2e/results',
  // One cluster and one gate for all: what one test breaks, all see.
  workers: 1,
  timeout: 30_000,
  // Of the cluster's, twenty minutes may go into building the control plane once.
  globalTimeout: targetName() === 'demo' ? 20 * 60_000 : 45 * 60_000,
  expect: { timeout: 10_000 },
  // On a machine that others share, a chance delay is told as flaky; what fails twice has failed.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['./reporter.ts']],
  use: {
    ...(now !== undefined && { baseURL: now.dashboard, storageState: now.storageState }),
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { ...(executablePath !== undefined && { executablePath }) },
  },
})
