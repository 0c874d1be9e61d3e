import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** The browser to test with, fetched when there is none. Throws a sentence that says how to get one. */
export function findChromium(): string {
  const given = process.env.CHROMIUM
  if (given !== undefined && !isProgram(given)) throw new Error(`CHROMIUM "${given}" is not a program: name a browser.`)
  const found = given ?? onPath() ?? fromApt() ?? fromPlaywright()
  if (found !== undefined) return found
  throw new Error('The browser tests need Chromium: install it, or name one in CHROMIUM.')
}

function onPath(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
}

function fromApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing Chromium with apt-get.')
  run('apt-get', ['update'])
  run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  return onPath()
}

function fromPlaywright(): string | undefined {
  console.log("Fetching Playwright's Chromium.")
  run('npx', ['playwright', 'install', 'chromium'])
  const path = chromium.executablePath()
  return isProgram(path) ? path : undefined
}

/** What goes wrong shows in what is there afterwards; the program has said why. */
function run(program: string, args: readonly string[]): void {
  spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
