import { nextDue, parseSchedule, zoneOffset } from '@/lib/health/schedule'
import type { Schedule } from './workload-detail'

/** The next `most` instants after `now` at which a schedule is due; none where that can't be told. Without a zone UTC is meant. */
export function nextRuns({ expression, zone, suspended }: Schedule, now: number, most: number): readonly number[] {
  const schedule = parseSchedule(expression)
  const offset = zoneOffset(zone === '' ? 'UTC' : zone)
  if (suspended || schedule === undefined || offset === undefined) return []
  const runs: number[] = []
  for (let after = now; runs.length < most; ) {
    const next = nextDue(schedule, after, offset)
    if (next === undefined) break
    runs.push(next)
    after = next
  }
  return runs
}
