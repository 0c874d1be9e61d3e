import { constants } from 'node:os'
import { parseArgs } from 'node:util'
import { defaultFolder } from './cluster-folder'
import { usageFailure } from './failure'
import { defaultLoad, type LoadOptions } from './load/options'
import { type ClusterOptions, type OptionalComponent, optionalComponents } from './spec'

export type Command =
  | { readonly name: 'help' | 'build' }
  | { readonly name: 'up'; readonly folder: string; readonly options: Partial<ClusterOptions> }
  | { readonly name: 'load'; readonly folder: string; readonly options: LoadOptions }
  | { readonly name: 'down' | 'status' | 'env'; readonly folder: string }
  | { readonly name: 'start'; readonly folder: string; readonly component: string }
  | { readonly name: 'stop'; readonly folder: string; readonly component: string; readonly signal: NodeJS.Signals }

type Flag = 'dir' | 'nodes' | 'port-base' | 'without' | 'metric-resolution' | 'scrape-interval' | LoadFlag
type LoadFlag = 'pods' | 'namespaces' | 'deployments' | 'no-scenarios'

interface Syntax {
  readonly flags: readonly Flag[]
  /** Names of what may follow the command; those that end in ? may be left out. */
  readonly operands?: readonly string[]
}

const syntax: Readonly<Record<Command['name'], Syntax>> = {
  help: { flags: [] },
  build: { flags: [] },
  up: { flags: ['dir', 'nodes', 'port-base', 'without', 'metric-resolution', 'scrape-interval'] },
  load: { flags: ['dir', 'pods', 'namespaces', 'deployments', 'no-scenarios'] },
  down: { flags: ['dir'] },
  status: { flags: ['dir'] },
  env: { flags: ['dir'] },
  start: { flags: ['dir'], operands: ['NAME'] },
  stop: { flags: ['dir'], operands: ['NAME', 'SIGNAL?'] },
}

interface Line {
  readonly flags: Readonly<Partial<Record<Flag, string | boolean>>>
  readonly operands: readonly string[]
}

/** Throws a Failure with exit code 2 and one sentence for anything it does not understand. */
export function parseCommand(args: readonly string[]): Command {
  const [name = 'help', ...rest] = args
  if (name === '--help' || name === '-h') return { name: 'help' }
  if (!isCommandName(name)) {
    throw usageFailure(`There is no command "${name}"; there are ${Object.keys(syntax).join(', ')}.`)
  }
  const line = readLine(name, rest)
  const folder = textOf(line, 'dir') ?? defaultFolder
  const [component = '', signal = 'TERM'] = line.operands
  switch (name) {
    case 'help':
    case 'build':
      return { name }
    case 'up':
      return { name, folder, options: clusterOptions(line) }
    case 'load':
      return { name, folder, options: loadOptions(line) }
    case 'down':
    case 'status':
    case 'env':
      return { name, folder }
    case 'start':
      return { name, folder, component }
    case 'stop':
      return { name, folder, component, signal: signalNamed(signal) }
  }
}

const isCommandName = (name: string): name is Command['name'] => Object.hasOwn(syntax, name)

function readLine(command: Command['name'], args: readonly string[]): Line {
  const { flags, operands = [] } = syntax[command]
  const type = (flag: Flag) => (flag === 'no-scenarios' ? 'boolean' : 'string')
  const options = Object.fromEntries(flags.map((flag) => [flag, { type: type(flag) } as const]))
  const line = attempt(() => parseArgs({ args: [...args], options, allowPositionals: true }))
  const needed = operands.filter((name) => !name.endsWith('?'))
  if (line.positionals.length < needed.length) {
    throw usageFailure(`"${command}" needs ${needed.join(' ')} behind it.`)
  }
  const excess = line.positionals[operands.length]
  if (excess !== undefined) throw usageFailure(`"${command}" does not take "${excess}".`)
  return { flags: line.values, operands: line.positionals }
}

/** Turns the errors of parseArgs into sentences of ours; the first sentence of its message says what is wrong. */
function attempt<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw usageFailure(`${error.message.split(/\.\s|\n/)[0]?.replace(/\.$/, '')}.`)
  }
}

function clusterOptions(line: Line): Partial<ClusterOptions> {
  return {
    ...whenGiven('nodes', numberOf(line, 'nodes', 1, 5000)),
    ...whenGiven('portBase', numberOf(line, 'port-base', 1024, 65_526)),
    ...whenGiven('without', componentsOf(line)),
    ...whenGiven('metricResolution', durationOf(line, 'metric-resolution')),
    ...whenGiven('scrapeInterval', durationOf(line, 'scrape-interval')),
  }
}

function loadOptions(line: Line): LoadOptions {
  return {
    pods: numberOf(line, 'pods', 0, 1_000_000) ?? defaultLoad.pods,
    namespaces: numberOf(line, 'namespaces', 1, 5000) ?? defaultLoad.namespaces,
    deployments: numberOf(line, 'deployments', 1, 100_000) ?? defaultLoad.deployments,
    scenarios: line.flags['no-scenarios'] !== true,
  }
}

const whenGiven = <K extends keyof ClusterOptions>(name: K, value: ClusterOptions[K] | undefined) =>
  value === undefined ? {} : ({ [name]: value } as Pick<ClusterOptions, K>) // the key is of the same K

function textOf(line: Line, flag: Flag): string | undefined {
  const value = line.flags[flag]
  return typeof value === 'string' ? value : undefined
}

function numberOf(line: Line, flag: Flag, least: number, most: number): number | undefined {
  const text = textOf(line, flag)
  if (text === undefined) return undefined
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw usageFailure(`--${flag} takes a whole number from ${least} to ${most}, not "${text}".`)
}

function durationOf(line: Line, flag: Flag): string | undefined {
  const text = textOf(line, flag)
  if (text === undefined || /^\d+(s|m)$/.test(text)) return text
  throw usageFailure(`--${flag} takes a duration such as 15s or 1m, not "${text}".`)
}

function componentsOf(line: Line): OptionalComponent[] | undefined {
  return textOf(line, 'without')
    ?.split(',')
    .filter((name) => name !== '')
    .map((name) => {
      const found = optionalComponents.find((one) => one === name)
      if (found) return found
      throw usageFailure(`--without takes some of ${optionalComponents.join(', ')}, not "${name}".`)
    })
}

/** `KILL`, `kill` and `SIGKILL` are one signal. */
function signalNamed(text: string): NodeJS.Signals {
  const wanted = `SIG${text.toUpperCase().replace(/^SIG/, '')}`
  const found = Object.keys(constants.signals).find((name) => name === wanted)
  if (found) return found as NodeJS.Signals // the names of the signals are the type's members
  throw usageFailure(`There is no signal "${text}"; KILL and TERM are the usual ones.`)
}
