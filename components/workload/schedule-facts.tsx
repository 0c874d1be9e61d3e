'use client'
import { use } from 'react'
import { NowContext } from '@/components/ui/now'
import { formatAge } from '@/lib/format/age'
import { formatInstant } from '@/lib/format/instant'
import { nextRuns } from '@/lib/objects/details/next-runs'
import type { Schedule } from '@/lib/objects/details/workload-detail'

const minute = 60_000

/** When a CronJob runs: in words, as written, and the next times. */
export function ScheduleFacts({ schedule }: { schedule: Schedule }) {
  const { expression, words, zone, suspended } = schedule
  return (
    <>
      <p>
        {words !== null && <span className="font-medium">{words.slice(0, 1).toUpperCase() + words.slice(1)} </span>}
        <code className="font-mono text-sm text-quiet">{expression}</code>
        <span className="text-quiet"> {zone === '' ? 'on the clock of the controller, mostly UTC' : `in ${zone}`}</span>
      </p>
      {suspended ? <p className="mt-1 text-quiet">Suspended: no run is due.</p> : <Next schedule={schedule} />}
    </>
  )
}

function Next({ schedule }: { schedule: Schedule }) {
  const now = use(NowContext)
  const runs = nextRuns(schedule, Math.floor(now / minute) * minute, 3)
  if (runs.length === 0) return <p className="mt-1 text-quiet">When it is due next can't be told from here.</p>
  return (
    <ul aria-label="Next runs" className="mt-1 text-quiet">
      {runs.map((at) => (
        <li key={at} className="tabular-nums">
          in {formatAge(at, now)}, at {formatInstant(at, 'utc')}
        </li>
      ))}
    </ul>
  )
}
