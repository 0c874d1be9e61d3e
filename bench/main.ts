// `npm run bench`: measures the program against its goals (goals.ts) on a real cluster.
import { availableParallelism, loadavg } from 'node:os'
import { type ApiServer, connectApiServer } from './api-server'
import { type Command, parseCommand } from './command'
import { Failure } from './failure'
import { measureFloors } from './floor'
import type { Bench, Measure, Measured } from './measurement'
import { measureChange } from './measurements/change'
import { measureChurn } from './measurements/churn'
import { measureCold } from './measurements/cold'
import { measureDemo } from './measurements/demo'
import { measureFanout } from './measurements/fanout'
import { measureLogs } from './measurements/logs'
import { measureMemory } from './measurements/memory'
import { measureOpen } from './measurements/open'
import { measureReach } from './measurements/reach'
import { type AloneMeasurement, type ClusterMeasurement, isAlone, type MeasurementName } from './names'
import { stopOnSignal } from './process'
import { headLines, missedGoals, type Report, type Result, resultLines } from './report'
import { findTarget, tooFewPods } from './target'
import { deleteBenchNamespace } from './written-pods'

const measures: Readonly<Record<ClusterMeasurement, Measure>> = {
  cold: measureCold,
  open: measureOpen,
  reach: measureReach,
  change: measureChange,
  churn: measureChurn,
  fanout: measureFanout,
  memory: measureMemory,
}

/** Each with a cluster of its own, and how many pods its goals are for. */
const alone: Readonly<Record<AloneMeasurement, { readonly pods: number; readonly measure: () => Promise<Measured> }>> =
  {
    logs: { pods: 20, measure: measureLogs },
    demo: { pods: 50_000, measure: measureDemo },
  }

/** Jobs end and failed pods are swept up, so a filled cluster may hold a little less. */
const enough = 0.95

async function run(command: Command): Promise<Report> {
  const [first] = command.names
  if (isAlone(first)) return measureInto({ pods: alone[first].pods, floors: [] }, command, alone[first].measure)
  const target = findTarget(command.kubeconfig)
  const api = await connectApiServer(target.kubeconfig)
  try {
    return await measureAll(command, { target, api })
  } finally {
    await deleteBenchNamespace(api)
    await api.close()
  }
}

async function measureAll(command: Command, bench: Bench): Promise<Report> {
  const pods = await podsIn(bench.api, command.pods)
  const floors = await measureFloors(bench.target, bench.api)
  return measureInto({ pods, floors }, command, (name) =>
    isAlone(name) ? alone[name].measure() : measures[name](bench),
  )
}

async function measureInto(
  { pods, floors }: Pick<Report, 'pods' | 'floors'>,
  { names, json }: Command,
  measure: (name: MeasurementName) => Promise<Measured>,
): Promise<Report> {
  const print = (lines: readonly string[]) => json || console.log(lines.join('\n'))
  const machine = { cores: availableParallelism(), load: loadavg()[0] ?? Number.NaN }
  const results: Result[] = []
  const report = { pods, machine, floors, results }
  print(headLines(report))
  for (const name of names) {
    const started = performance.now()
    const measured = await measure(name)
    const result = { name, wallSeconds: (performance.now() - started) / 1000, ...measured }
    results.push(result)
    print(resultLines(result, pods))
  }
  return report
}

async function podsIn(api: ApiServer, asked: number): Promise<number> {
  const held = await api.countPods()
  if (held < asked * enough) throw tooFewPods(held, asked)
  return held
}

const command = parseCommand(process.argv.slice(2))
if (typeof command === 'string') {
  console.error(command)
  process.exit(2)
}
stopOnSignal()
try {
  const report = await run(command)
  const missed = missedGoals(report)
  if (command.json) console.log(JSON.stringify({ ...report, missed }, null, 2))
  for (const sentence of missed) console.error(sentence)
  process.exitCode = missed.length > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof Failure ? error.message : error)
  process.exitCode = 1
}
