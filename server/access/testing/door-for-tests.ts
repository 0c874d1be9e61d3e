import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDoor, type Door } from '@/server/access/door/door'
import { createLedger } from '@/server/audit/ledger'
import { type Environment, readConfig } from '@/server/config'
import { openFresh } from '@/server/database/testing/open-fresh'

export interface DoorForTests {
  readonly door: Door
  readonly clock: { now: number }
  /** What was printed. */
  readonly lines: string[]
  /** The acts on record, oldest first: `sign-in done ada`. */
  recorded(): Promise<string[]>
  /** From now on nothing can be written any more. */
  breakRecords(): Promise<void>
  /** The same records, seen by a process that started later. */
  restart(env?: Environment): Door
}

/** A door over an empty database, with its true ledger. */
export async function openTestDoor(env: Environment = {}): Promise<DoorForTests> {
  const clock = { now: 1_000_000 }
  const lines: string[] = []
  const database = await openFresh()
  const ledger = createLedger(database, () => clock.now)
  const make = (given: Environment) =>
    createDoor({
      config: rightConfig({ QUARTERDECK_PEOPLE: 'ada,bob', ...env, ...given }),
      now: () => clock.now,
      print: (line) => lines.push(line),
      database,
      ledger,
      env: { KUBECONFIG: '/nonexistent/kubeconfig' },
    })
  const door = make({})
  door.announce()
  return {
    door,
    clock,
    lines,
    async recorded() {
      const rows = await database.query.selectFrom('audit_records').selectAll().orderBy('sequence').execute()
      return rows.map(({ verb, outcome, person }) => `${verb} ${outcome} ${person}`)
    },
    breakRecords: () => database.close(),
    restart: (given = {}) => make(given),
  }
}

export function rightConfig(env: Environment) {
  const config = readConfig(env, () => 'ada')
  if (Array.isArray(config)) throw new Error(config.map(({ sentence }) => sentence).join('\n'))
  return config
}

/** A kubeconfig with a context for each server, whose own identity nobody may be taken for. */
export function writeKubeconfig(folder: string, servers: Readonly<Record<string, string>>): string {
  const file = join(folder, 'kubeconfig')
  const names = Object.keys(servers)
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: names.map((name) => ({ name, cluster: { server: servers[name] } })),
    users: [{ name: 'own', user: { token: 'the-kubeconfigs-own' } }],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: 'own' } })),
  }
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 })
  return file
}

/** The cookie pair that an answer sets. */
export const cookieOf = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? ''
