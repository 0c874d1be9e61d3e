import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ToolSetName } from './toolsets'

/** The folder of a tool set's go.mod and go.sum. */
export const moduleFolder = (name: ToolSetName): string => fileURLToPath(new URL(`./modules/${name}`, import.meta.url))

/** One key per set of pinned versions: 16 hex digits of SHA-256 over go.mod, then go.sum. */
export function cacheKey(goMod: Uint8Array, goSum: Uint8Array): string {
  return createHash('sha256').update(goMod).update(goSum).digest('hex').slice(0, 16)
}

/** Per user, outside every checkout: checkouts with equal versions share the binaries. */
export function cacheRoot(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home = homedir(),
): string {
  return join(environment.XDG_CACHE_HOME || join(home, '.cache'), 'quarterdeck', 'control-plane')
}

/** Where the binaries of a tool set are, or will be once built. */
export function binaryFolder(name: ToolSetName): string {
  const folder = moduleFolder(name)
  const key = cacheKey(readFileSync(join(folder, 'go.mod')), readFileSync(join(folder, 'go.sum')))
  return join(cacheRoot(), `${name}-${key}`)
}

/** Written last: a folder without it is the remains of a build that was stopped. */
export const completeMark = '.complete'

export const isBuilt = (name: ToolSetName): boolean => existsSync(join(binaryFolder(name), completeMark))
