import { type Config, type Environment, localAddress, readConfig } from '@/server/config'
import { ownHosts } from './address'
import { type Attempts, createAttempts } from './attempts'
import { createLinks, type Links } from './links'
import { createSessions, type Sessions } from './sessions'

/** Everything about coming in, once per process. */
export interface Door {
  readonly config: Config
  readonly hosts: ReadonlySet<string>
  readonly sessions: Sessions
  readonly links: Links
  readonly attempts: Attempts
  /** Prints a `sign-in NAME URL` line for everyone for whom no link waits. */
  announce(): void
}

export function createDoor(config: Config, now: () => number, print: (line: string) => void): Door {
  const links = createLinks(now)
  return {
    config,
    hosts: ownHosts(config),
    sessions: createSessions(now),
    links,
    attempts: createAttempts(now),
    announce() {
      for (const name of config.people)
        if (!links.waits(name)) print(`sign-in ${name} ${localAddress(config)}/api/sign-in?code=${links.issue(name)}`)
    },
  }
}

declare global {
  var quarterdeckDoor: Door | undefined
}

/** Next loads modules several times over, so what is shared lives on globalThis. */
export function door(): Door {
  globalThis.quarterdeckDoor ??= createDoor(configOrThrow(process.env), Date.now, console.log)
  return globalThis.quarterdeckDoor
}

function configOrThrow(env: Environment): Config {
  const config = readConfig(env)
  if (Array.isArray(config)) throw new Error(config.map(({ sentence }) => sentence).join('\n'))
  return config
}
