import { parseArgs } from 'node:util'
import { aloneNames, isMeasurementName, type MeasurementName, measurementNames } from './names'

export interface Command {
  readonly names: readonly MeasurementName[]
  /** How many pods the cluster should hold. */
  readonly pods: number
  /** Undefined: the cluster that `npm run cluster` runs. */
  readonly kubeconfig: string | undefined
  readonly json: boolean
}

const options = {
  pods: { type: 'string' },
  kubeconfig: { type: 'string' },
  json: { type: 'boolean' },
} as const
const usage = `npm run bench -- ${[...measurementNames, ...aloneNames, 'all'].join('|')} [--pods N] [--kubeconfig FILE] [--json]`

/** The command, or one sentence that says what is wrong with it. */
export function parseCommand(args: readonly string[]): Command | string {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  const [name, second] = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const sentence = wrongFlag(token.name, token.rawName, token.value)
    if (sentence !== undefined) return sentence
  }
  if (name === undefined) return `Say what to measure: ${usage}.`
  if (second !== undefined) return `One name at a time, or "all": "${second}" is too much.`
  if (name !== 'all' && !isMeasurementName(name))
    return `There is no measurement "${name}": use ${[...measurementNames, ...aloneNames].join(', ')} or all.`
  const { values } = parseArgs({ args: [...args], options, allowPositionals: true })
  return {
    names: name === 'all' ? measurementNames : [name],
    pods: Number(values.pods ?? 10_000),
    kubeconfig: values.kubeconfig,
    json: values.json ?? false,
  }
}

function wrongFlag(name: string, written: string, value: string | undefined): string | undefined {
  if (!Object.hasOwn(options, name) || !written.startsWith('--')) return `There is no flag ${written}: ${usage}.`
  if (name === 'json') return value === undefined ? undefined : '--json takes no value.'
  if (value === undefined || value === '' || value.startsWith('--')) return `${written} needs a value after it.`
  if (name === 'pods' && !/^[1-9]\d{0,6}$/.test(value)) return `--pods must be a whole number from 1, not "${value}".`
  return undefined
}
