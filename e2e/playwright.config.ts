import { defineConfig } from '@playwright/test'
import { runningIfAny, targetName } from './target/running'

const now = runningIfAny()
const executablePath = process.env.CHROMIUM

export default defineConfig({
  testDir: '.',
  testMatch: ['security.spec.ts', 'contract/*.spec.ts'],
  globalSetup: './target/global-setup.ts',
  outputDir: '../.quarterdeck/e2e/results',
  // One cluster and one gate for all: what one test breaks, all see.
  workers: 1,
  timeout: 30_000,
  globalTimeout: targetName() === 'demo' ? 6 * 60_000 : 20 * 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['./reporter.ts']],
  use: {
    ...(now !== undefined && { baseURL: now.dashboard, storageState: now.storageState }),
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { ...(executablePath !== undefined && { executablePath }) },
  },
})
