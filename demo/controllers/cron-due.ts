import type { CronJob } from '@/demo/store/objects'
import type { Schedule } from './cron-schedule'

/** Beyond so many missed starts the controller warns. */
const many = 100

/** The latest start that is due and has not been made, and whether a hundred were missed (cronjob/utils.go, mostRecentScheduleTime). */
export function dueTime(
  { metadata, spec, status }: CronJob,
  schedule: Schedule,
  now: number,
): { readonly due: number | undefined; readonly hasMissedMany: boolean } {
  const since = Date.parse(status.lastScheduleTime ?? metadata.creationTimestamp)
  const { startingDeadlineSeconds: limit } = spec
  const earliest = limit === undefined ? since : Math.max(since, now - limit * 1000)
  const nothing = { due: undefined, hasMissedMany: false }
  const first = schedule.next(earliest)
  if (first === undefined || now < first) return nothing
  const second = schedule.next(first)
  if (second === undefined || now < second) return { due: first, hasMissedMany: false }
  const period = second - first
  const missed = Math.floor((now - first) / period) + 1
  let due: number | undefined
  for (let at = schedule.next(first + (missed - 2) * period); at !== undefined && at <= now; at = schedule.next(at))
    due = at
  return { due, hasMissedMany: missed > many }
}
