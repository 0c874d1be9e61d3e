import { createOidc, type Oidc } from '@/server/access/identity/oidc'
import { isAdministratorBy } from '@/server/access/identity/principal'
import { createLinks, type Links } from '@/server/access/links/links'
import { createSharedLinks, type SharedLinks } from '@/server/access/links/shared-links'
import { type Bearers, createBearers } from '@/server/access/sessions/bearers'
import { createReviver } from '@/server/access/sessions/reviving'
import { createSessions, type Sessions } from '@/server/access/sessions/sessions'
import { createStamps, type Stamps } from '@/server/access/sessions/stamps'
import { createStanding, type Standing } from '@/server/access/sessions/standing'
import { database, ledger } from '@/server/audit/ledger-of-process'
import { type Config, localAddress } from '@/server/config'
import type { Database } from '@/server/database/database'
import { createSessionRecords } from '@/server/database/session-records'
import { createSharedLinkRecords } from '@/server/database/shared-link-records'
import { type Context, readContexts } from '@/server/kube/contexts'
import { ownHosts } from './address'
import { type Attempts, createAttempts } from './attempts'
import { createIntake, type Intake } from './intake'
import { createLimits, type RateLimits } from './limits'
import type { Recorder } from './written'

/** Everything about coming in, once per process. */
export interface Door {
  readonly config: Config
  /** Under which people reach this server. */
  readonly address: string
  readonly hosts: ReadonlySet<string>
  readonly sessions: Sessions
  readonly standing: Standing
  readonly bearers: Bearers
  readonly stamps: Stamps
  readonly links: Links
  readonly sharedLinks: SharedLinks
  readonly attempts: Attempts
  readonly limits: RateLimits
  readonly intake: Intake
  readonly oidc: Oidc | undefined
  readonly ledger: Recorder
  readonly now: () => number
  contextOf(cluster: string): Context | undefined
  /** The only cluster there is, if so. */
  readonly onlyCluster: string | undefined
  /** Prints a `sign-in NAME URL` line for everyone for whom no link waits. */
  announce(): void
}

export interface DoorSurroundings {
  readonly config: Config
  readonly now: () => number
  readonly print: (line: string) => void
  readonly database: Database
  readonly ledger: Recorder
  readonly env: Readonly<Record<string, string | undefined>>
}

export function createDoor({ config, now, print, database, ledger, env }: DoorSurroundings): Door {
  const address = config.publicUrl ?? localAddress(config)
  const links = createLinks(now)
  const sharedLinks = createSharedLinks({ records: createSharedLinkRecords(database), config, now })
  const { contexts } = readContexts({ kubeconfig: config.kubeconfig, env })
  const contextOf = (cluster: string) => contexts.find(({ name }) => name === cluster)
  const standing = createStanding(now, config.administrators)
  const limits = createLimits(config)
  const { oidc } = config
  return {
    config,
    address,
    hosts: ownHosts(config),
    sessions: createSessions({
      now,
      records: createSessionRecords(database),
      isAdministrator: (principal) => isAdministratorBy(config.administrators, principal),
      revive: createReviver(config, sharedLinks, now),
    }),
    standing,
    bearers: createBearers({ now, contextOf, standing, ledger, allowsAttempt: limits.allowsAttempt }),
    stamps: createStamps(),
    links,
    sharedLinks,
    attempts: createAttempts(now),
    limits,
    intake: createIntake(config),
    oidc:
      oidc && config.signIn.includes('oidc')
        ? createOidc({
            config: oidc,
            callback: `${address}/api/sign-in/oidc/callback`,
            allowedGroups: config.deputyGroups,
            now,
          })
        : undefined,
    ledger,
    now,
    contextOf,
    onlyCluster: contexts.length === 1 ? contexts[0]?.name : undefined,
    announce() {
      if (!config.signIn.includes('local')) return
      for (const { name } of config.people)
        if (!links.waits(name)) print(`sign-in ${name} ${address}/api/sign-in?code=${links.issue(name)}`)
    },
  }
}

declare global {
  var quarterdeckDoor: Door | undefined
}

/** Made once, when the records are open. */
export function makeDoor(config: Config): Door {
  globalThis.quarterdeckDoor ??= createDoor({
    config,
    now: Date.now,
    print: console.log,
    database: database(),
    ledger: ledger(),
    env: process.env,
  })
  return globalThis.quarterdeckDoor
}

/** Next loads modules several times over, so what is shared lives on globalThis. */
export function door(): Door {
  if (globalThis.quarterdeckDoor === undefined) throw new Error('The door was asked for before it was made.')
  return globalThis.quarterdeckDoor
}
