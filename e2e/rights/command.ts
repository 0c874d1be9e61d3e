import { parseArgs } from 'node:util'
import { usageFailure } from '@/e2e/cluster/failure'

export interface Command {
  readonly worlds: number
  readonly seed: number
  /** Of an administrator of a cluster that runs; undefined for one of its own. */
  readonly kubeconfig: string | undefined
  /** How often a right is taken away under the eyes of somebody. */
  readonly revocations: number
  /** Whether the dashboard is asked too, not only its evaluator. */
  readonly dashboard: boolean
}

export const help = `Does everybody see what the API server lists for them, no row more and no row less?

npm run test:rights -- [flags]

  --worlds N          how many random worlds of people, roles and bindings (20)
  --seed S            of the first world; the others follow (1)
  --revocations N     then take a right away N times while somebody looks on, and time the last byte (0)
  --kubeconfig FILE   the administrator of a cluster of this project that runs (default: one of its own, .quarterdeck/rights)
  --evaluator         compare only the evaluator with the API server, and leave out the dashboard
`

const options = {
  worlds: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  revocations: { type: 'string', default: '0' },
  kubeconfig: { type: 'string' },
  evaluator: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** Undefined when help is asked for. Throws a Failure with exit code 2 and one sentence for anything it does not understand. */
export function parseCommand(args: readonly string[]): Command | undefined {
  const given = read(args)
  if (given.help) return undefined
  return {
    worlds: wholeNumber('worlds', given.worlds),
    seed: wholeNumber('seed', given.seed),
    revocations: wholeNumber('revocations', given.revocations),
    kubeconfig: given.kubeconfig,
    dashboard: !given.evaluator,
  }
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw usageFailure(`${error.message.split(/\.\s|\n/)[0]?.replace(/\.$/, '')}.`)
  }
}

function wholeNumber(flag: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw usageFailure(`--${flag} takes a whole number, not "${text}".`)
}
