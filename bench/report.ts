import type { Floor } from './floor'
import { goalOf, type Reading } from './goals'
import type { MeasurementName } from './names'

/** What one measurement found. */
export interface Result {
  readonly name: MeasurementName
  /** Of the whole measurement. */
  readonly wallSeconds: number
  /** Of the dashboard's process (of the demo cluster's, where that is measured), from `ready` to the end. */
  readonly cpuSeconds: number
  readonly readings: readonly Reading[]
  /** Readings that are not promised but explain the others, floors of this measurement among them. */
  readonly beside: readonly Reading[]
  readonly notes: readonly string[]
}

/** Whoever else works on the machine is in every wall time. */
export interface Machine {
  readonly cores: number
  /** The load average of the last minute, before anything was measured. */
  readonly load: number
}

export interface Report {
  readonly pods: number
  readonly machine: Machine
  readonly floors: readonly Floor[]
  readonly results: readonly Result[]
}

/** One sentence for each promise that was not kept. */
export function missedGoals({ pods, results }: Report): readonly string[] {
  return results.flatMap(({ readings }) =>
    readings.flatMap((reading) => {
      const goal = goalOf(reading.name, pods)
      if (goal === undefined || reading.value <= goal) return []
      return [
        `Missed: ${reading.name} is ${format(reading)}, the goal is at most ${format({ ...reading, value: goal })}.`,
      ]
    }),
  )
}

export function headLines({ pods, machine, floors }: Report): readonly string[] {
  return [`${pods} pods; ${machine.cores} cores, load average ${machine.load.toFixed(1)}`, ...floors.map(floorLine)]
}

function floorLine({ name, wallMs, cpuMs, megabytes }: Floor): string {
  const [wall, cpu] = [wallMs, cpuMs].map((value) => format({ name, value, unit: 'ms' }))
  return `  floor: ${name}  wall ${wall}, CPU ${cpu}, ${megabytes.toFixed(1)} MB`
}

export function resultLines(result: Result, pods: number): readonly string[] {
  const { name, wallSeconds, cpuSeconds, readings, beside, notes } = result
  return [
    `${name}  wall ${wallSeconds.toFixed(1)} s, CPU of the ${name === 'demo' ? 'demo cluster' : 'dashboard'} ${cpuSeconds.toFixed(2)} s`,
    ...readings.map(
      (reading) => `  ${reading.name.padEnd(32)} ${format(reading).padStart(20)}  ${judge(reading, pods)}`,
    ),
    ...beside.map((reading) => `  ${reading.name.padEnd(32)} ${format(reading).padStart(20)}`),
    ...notes.map((note) => `  ${note}`),
  ]
}

function judge(reading: Reading, pods: number): string {
  const goal = goalOf(reading.name, pods)
  if (goal === undefined) return ''
  return `${reading.value <= goal ? 'kept  ' : 'MISSED'} goal ${format({ ...reading, value: goal })}`
}

function format({ value, unit }: Reading): string {
  const digits = Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }
  return `${value.toLocaleString('en-US', digits)} ${unit}`.trimEnd()
}
