import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where Debian keeps each version's programs, which are not on the PATH. */
const debian = '/usr/lib/postgresql'

/** The folder with `initdb` and `postgres`, fetched when there is none. Throws a sentence that says how to get them. */
export function findPostgres(): string {
  const found = installed() ?? fromApt()
  if (found !== undefined) return found
  throw new Error('These tests need a PostgreSQL: install one, so that initdb and postgres are on the PATH.')
}

function installed(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : []
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ]
  return folders.find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))))
}

function fromApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing PostgreSQL with apt-get.')
  // What goes wrong shows in what is there afterwards; the program has said why.
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']])
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  return installed()
}
