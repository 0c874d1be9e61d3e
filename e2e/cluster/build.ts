import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binaryFolder, cacheRoot, completeMark, isBuilt, moduleFolder } from './cache'
import { Failure } from './failure'
import { olderThan, requiredGoVersion } from './go-version'
import { acquireLock } from './lock'
import type { Progress } from './progress'
import { run } from './run'
import type { ToolSet } from './toolsets'

/** Builds what the cache lacks, one set after another: a link of two at once needs more memory than a laptop has. */
export async function buildToolSets(sets: readonly ToolSet[], progress: Progress): Promise<void> {
  if (sets.every((set) => isBuilt(set.name))) return
  mkdirSync(cacheRoot(), { recursive: true })
  const release = await acquireLock(join(cacheRoot(), '.lock'), progress)
  try {
    const missing = sets.filter((set) => !isBuilt(set.name))
    await checkGo(missing)
    for (const set of missing) {
      progress(`building ${set.name} (${set.binaries.join(', ')})`)
      await buildToolSet(set)
    }
  } finally {
    release()
  }
}

async function buildToolSet(set: ToolSet): Promise<void> {
  const target = binaryFolder(set.name)
  const partial = `${target}.tmp`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  await run('go', ['build', '-trimpath', '-ldflags', linkerFlags(set), '-o', `${partial}/`, 'tool'], {
    cwd: moduleFolder(set.name),
    environment: { CGO_ENABLED: '0' },
  })
  for (const [built, ours] of Object.entries(set.renamed ?? {})) renameSync(join(partial, built), join(partial, ours))
  if (set.files) await copyModuleFiles(set, set.files, partial)
  writeFileSync(join(partial, completeMark), '')
  renameSync(partial, target)
}

function linkerFlags(set: ToolSet): string {
  const stamps = Object.entries(set.stamps ?? {}).map(([variable, value]) => `-X ${variable}=${value}`)
  return ['-s', '-w', ...stamps].join(' ')
}

async function copyModuleFiles(set: ToolSet, files: NonNullable<ToolSet['files']>, target: string): Promise<void> {
  const { stdout } = await run('go', ['list', '-m', '-f', '{{.Dir}}', files.module], { cwd: moduleFolder(set.name) })
  const source = join(stdout.trim(), files.folder)
  const into = join(target, files.into)
  mkdirSync(into)
  for (const name of readdirSync(source).filter((file) => file.endsWith(files.ending))) {
    cpSync(join(source, name), join(into, name))
    chmodSync(join(into, name), 0o644) // files of the module cache are read-only
  }
}

async function checkGo(sets: readonly ToolSet[]): Promise<void> {
  const { stdout } = await run('go', ['env', 'GOVERSION'], {
    whenMissing: 'Go is needed to build the control plane: install it from https://go.dev/dl and try again.',
  })
  const have = stdout.trim().replace(/^go/, '')
  for (const set of sets) {
    const need = requiredGoVersion(readFileSync(join(moduleFolder(set.name), 'go.mod'), 'utf8'))
    if (!olderThan(have, need)) continue
    throw new Failure(`Go ${have} is too old to build ${set.name}: it needs Go ${need} or later (https://go.dev/dl).`)
  }
}
