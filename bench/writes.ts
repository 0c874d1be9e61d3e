import { setTimeout as pause } from 'node:timers/promises'
import type { ApiServer } from './api-server'
import { writeRestarts } from './written-pods'

/** The nth write puts the number n into pod n modulo `pods`, so a number on screen tells which write it is. */
export interface Write {
  readonly number: number
  /** When the request was sent, ms since 1970. */
  readonly sentAt: number
}

/** A number that was seen somewhere, ms since 1970. */
export type Seen = readonly [number: number, at: number]

/** Each number with the instants at which some readers saw it first. */
export type Arrivals = readonly (readonly [number: number, at: readonly number[]])[]

export interface Pace {
  readonly pods: number
  readonly perSecond: number
  readonly seconds: number
  readonly broken?: boolean
}

/** Writes at an even pace, whether or not the API server keeps up. Resolves when the last write is answered; throws when one was refused. */
export async function writeAtPace(api: ApiServer, pace: Pace): Promise<readonly Write[]> {
  const { pods, perSecond, seconds, broken = false } = pace
  const writes: Write[] = []
  const answers: Promise<void>[] = []
  let failure: unknown
  const started = performance.now()
  for (let number = 1; number <= perSecond * seconds; number++) {
    const ahead = started + (number * 1000) / perSecond - performance.now()
    if (ahead > 0) await pause(ahead)
    writes.push({ number, sentAt: Date.now() })
    const refused = (error: unknown) => {
      failure ??= error
    }
    answers.push(writeRestarts(api, number % pods, number, broken).catch(refused))
  }
  await Promise.all(answers)
  if (failure !== undefined) throw failure
  return writes
}

/** From each write until its number, or a later one of the same pod, was seen; those never seen are left out. */
export function latencies(writes: readonly Write[], seen: readonly Seen[], pods: number): readonly number[] {
  const byPod = new Map<number, Seen[]>()
  for (const one of [...seen].sort(([, at], [, otherAt]) => at - otherAt)) {
    const pod = one[0] % pods
    byPod.set(pod, [...(byPod.get(pod) ?? []), one])
  }
  return writes.flatMap(({ number, sentAt }) => {
    const found = byPod.get(number % pods)?.find(([shown]) => shown >= number)
    return found === undefined ? [] : [found[1] - sentAt]
  })
}

/** From each write until each of many readers had it. */
export function arrivalTimes(writes: readonly Write[], arrivals: Arrivals): readonly number[] {
  const sentAt = new Map(writes.map((write) => [write.number, write.sentAt]))
  return arrivals.flatMap(([number, instants]) => {
    const sent = sentAt.get(number)
    return sent === undefined ? [] : instants.map((at) => at - sent)
  })
}
