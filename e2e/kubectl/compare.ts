import { setTimeout } from 'node:timers/promises'
import { type Accepted, accepted } from './accepted'
import { type Names, normalise } from './normalise'
import type { Output, Side } from './side'
import type { Command, Scenario } from './step'

interface Sides {
  readonly real: Side
  readonly demo: Side
}

/** Where the clusters said different things to a command; `-` is the real one's, `+` the demo's. */
export interface Difference {
  readonly command: string
  readonly lines: readonly string[]
}

/** Runs a scenario on both clusters, command by command. */
export async function compareScenario({ real, demo }: Sides, { steps }: Scenario): Promise<readonly Difference[]> {
  const sessions: Sessions = [await createSession(real), await createSession(demo)]
  const differences: Difference[] = []
  for (const step of steps) {
    const command = typeof step === 'string' ? { run: step } : step
    const lines = await settledDifferences(sessions, command)
    if (lines.length > 0) differences.push({ command: `kubectl ${command.run}`, lines })
  }
  return differences
}

/** What only reads, so that it may be asked again. */
const reading =
  /^(get|describe|top|events|auth|api-|version|cluster-info|explain|logs|wait|rollout (status|history)|argo rollouts (get|list|status)) /
const attempts = 20

/** A pod that one cluster takes a second longer to end is no difference; one that stays is. */
async function settledDifferences([real, demo]: Sessions, command: Command): Promise<readonly string[]> {
  for (let left = attempts; ; left--) {
    const [expected, got] = await Promise.all([real(command), demo(command)])
    const lines = differencesOf(command, expected, got)
    const asksAgain = reading.test(`${command.run} `) && command.meanwhile === undefined && !command.prepares
    if (lines.length === 0 || left === 0 || !asksAgain) return lines
    await setTimeout(1000)
  }
}

type Session = (command: Command) => Promise<readonly string[]>
type Sessions = readonly [real: Session, demo: Session]

/** What was said, line by line, after `exit`, `out` or `err`. */
async function createSession(side: Side): Promise<Session> {
  const kept = new Map([['namespace', side.namespace]])
  const names: Names = { namespace: side.namespace, nodes: await nodesOf(side) }
  const fill = (line: string) => line.replace(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole)
  return async (command) => {
    const run = () => runBeside(side, { ...command, run: fill(command.run) }, fill(command.meanwhile ?? ''))
    const output = command.prepares ? await untilDone(run) : await run()
    const failed = `${side.name}: kubectl ${fill(command.run)}: ${output.stderr || output.stdout}`
    if (command.keep !== undefined) kept.set(command.keep, output.stdout.trim())
    if (command.keep !== undefined || command.prepares) return output.code === 0 ? [] : [failed]
    const lines = (text: string) => normalise(text, names).filter((line) => command.only?.test(line) ?? true)
    return [
      `exit ${output.code}`,
      ...lines(output.stdout).map((line) => `out ${line}`),
      ...lines(output.stderr).map((line) => `err ${line}`),
    ]
  }
}

const patienceMs = 60_000

/** What prepares other steps may need the cluster to come so far: a first measurement, a rollout on a busy machine. */
async function untilDone(run: () => Promise<Output>): Promise<Output> {
  const until = Date.now() + patienceMs
  for (;;) {
    const output = await run()
    if (output.code === 0 || Date.now() > until) return output
    await setTimeout(1000)
  }
}

async function nodesOf(side: Side): Promise<readonly string[]> {
  const { stdout } = await side.run("get nodes -o jsonpath='{.items[*].metadata.name}'")
  return stdout.split(' ').filter(Boolean)
}

const headStartMs = 1000

async function runBeside(side: Side, command: Command, meanwhile: string): Promise<Output> {
  const running = side.run(command.run, command)
  if (meanwhile !== '') {
    await setTimeout(headStartMs)
    await side.run(meanwhile)
  }
  return running
}

function differencesOf(command: Command, expected: readonly string[], got: readonly string[]): readonly string[] {
  const here = accepted.filter(({ commands }) => commands.test(command.run))
  const [real, demo] = [compared(command, expected, here), compared(command, got, here)]
  const missing = without(real, demo).map((line) => `- ${line}`)
  const more = without(demo, real).map((line) => `+ ${line}`)
  if (missing.length + more.length > 0) return [...missing, ...more]
  const inOrder = real.every((line, at) => line === demo[at])
  return inOrder ? [] : ['  the same lines, in another order:', ...demo.map((line) => `+ ${line}`)]
}

function compared({ measured, asSet }: Command, lines: readonly string[], here: readonly Accepted[]) {
  const left = lines.filter((line) => !here.some((difference) => difference.lines.test(line)))
  const told = measured ? left.map((line) => line.replace(/\d+/g, '#').replace(/ {2,}/g, '  ')) : left
  return asSet ? [...new Set(told)].sort() : told
}

/** The lines of one text that the other has not, or has less often. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const rest = new Map<string, number>()
  for (const line of others) rest.set(line, (rest.get(line) ?? 0) + 1)
  return lines.filter((line) => {
    const left = rest.get(line) ?? 0
    rest.set(line, left - 1)
    return left <= 0
  })
}
