export type TargetName = 'demo' | 'cluster'

/** What the tests may speak to; handed from the global set-up to the workers through the environment. */
export interface Running {
  readonly target: TargetName
  /** The dashboard's own address. */
  readonly dashboard: string
  /** A signed-in session, as a Cookie header. */
  readonly cookie: string
  /** The same as a file of Playwright's. */
  readonly storageState: string
  /** The API server for the tests: past the gate, with an administrator's rights, over plain HTTP. */
  readonly api: string
  /** As the dashboard reaches the API server, and as whom: the demo takes orders for faults from nobody else. */
  readonly upstream: string
  readonly token: string
  /** Of the demo's people, by their names. */
  readonly people: Readonly<Record<string, string>>
  /** Where the gate between dashboard and API server takes orders. */
  readonly gate: string
}

/** The contexts of the dashboard's kubeconfig. */
export const contexts = { main: 'test', slashed: 'eu/shop@test', down: 'down' } as const

const variable = 'QUARTERDECK_RUNNING'

/** `QUARTERDECK_TARGET`; throws a sentence when it names no target. */
export function targetName(): TargetName {
  const name = process.env.QUARTERDECK_TARGET ?? 'demo'
  if (name !== 'demo' && name !== 'cluster')
    throw new Error(`QUARTERDECK_TARGET "${name}" is no target: use demo or cluster.`)
  return name
}

export function publish(running: Running): void {
  process.env[variable] = JSON.stringify(running)
}

export function running(): Running {
  const text = process.env[variable]
  if (text === undefined) throw new Error('Nothing runs: start the tests with `npm run test:browser`.')
  // Written by `publish` above, in the process that started this one.
  return JSON.parse(text) as Running
}

/** Nothing while the configuration is read for the first time, before anything runs. */
export const runningIfAny = (): Running | undefined => (process.env[variable] === undefined ? undefined : running())
