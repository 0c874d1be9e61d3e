import { createRandom } from '@/demo/random'

const hour = 3_600_000
const day = 24 * hour

/** Share of the busiest hour's load, hour by hour in UTC: a quiet night, a busy noon, a busier evening. */
const hours = [
  0.34, 0.26, 0.21, 0.18, 0.18, 0.22, 0.32, 0.46, 0.6, 0.7, 0.77, 0.84, 0.88, 0.84, 0.78, 0.75, 0.77, 0.84, 0.93, 1,
  0.98, 0.86, 0.66, 0.47,
]

/** The day's part of the load at an instant, without its noise: at most 1. */
export function dayCurve(instant: number): number {
  const at = (((instant % day) + day) % day) / hour
  const before = Math.floor(at)
  return between(hours[before] ?? 1, hours[(before + 1) % 24] ?? 1, at - before)
}

/** Around 1: a pure function of the seed and the instant, so that nothing has to remember it. */
export function noise(seed: string, instant: number): number {
  return 1 + 0.1 * wave(seed, instant, 20_000) + 0.08 * wave(seed, instant, 240_000)
}

/** From -1 to 1, smooth, with a new value every `period`. */
function wave(seed: string, instant: number, period: number): number {
  const step = Math.floor(instant / period)
  const value = (at: number) => createRandom(`${seed}/${period}/${at}`).next() * 2 - 1
  return between(value(step), value(step + 1), instant / period - step)
}

const between = (from: number, to: number, share: number) => from + (to - from) * (1 - Math.cos(share * Math.PI)) * 0.5
