import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const built = '.next/standalone/server.js'
const sources = ['app', 'components', 'lib', 'server', 'public', 'package-lock.json', 'next.config.js', 'proxy.ts']

/** Builds the app unless what stands is newer than every source of it. */
export function ensureBuilt(): void {
  if (isCurrent()) return
  console.log('Building the app.')
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  const { status } = spawnSync('npm', ['run', 'build'], { stdio: ['ignore', 'ignore', 'inherit'], env })
  if (status !== 0) throw new Error('The app could not be built: `npm run build` shows why.')
}

function isCurrent(): boolean {
  if (!existsSync(built)) return false
  const since = statSync(built).mtimeMs
  return sources.flatMap(filesOf).every((file) => statSync(file).mtimeMs <= since)
}

function filesOf(source: string): readonly string[] {
  if (!existsSync(source)) return []
  if (!statSync(source).isDirectory()) return [source]
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.\w+$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => join(source, file))
}
