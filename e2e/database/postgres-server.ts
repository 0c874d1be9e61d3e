import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@/e2e/target/free-port'
import { findPostgres } from './postgres-programs'

export interface PostgresServer {
  readonly url: string
  close(): Promise<void>
}

/** Starts an empty PostgreSQL of our own on a free port of 127.0.0.1. Rejects with a sentence. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = findPostgres()
  const identity = unprivileged()
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-postgres-'))
  if (identity !== undefined) chownSync(folder, identity.uid, identity.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'quarterdeck', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    {
      ...identity,
      encoding: 'utf8',
    },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
  const port = await freePort()
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder],
    { ...identity, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await untilReady(server)
  return {
    url: `postgres://quarterdeck@127.0.0.1:${port}/postgres`,
    async close() {
      const ended = once(server, 'exit')
      // A fast shutdown: https://www.postgresql.org/docs/current/server-shutdown.html
      if (server.kill('SIGINT')) await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root; its package brings a user for it. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || Number.NaN)
  const [uid, gid] = [idOf('-u'), idOf('-g')]
  if (Number.isNaN(uid) || Number.isNaN(gid))
    throw new Error('PostgreSQL does not run as root, and there is no user "postgres": run this as another user.')
  return { uid, gid }
}

async function untilReady(server: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
    server.stderr?.on('data', (bytes: Buffer) => {
      if (said.length < 10_000) said += bytes
      if (said.includes('ready to accept connections')) resolve()
    })
  })
}
