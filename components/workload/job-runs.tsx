'use client'
import { HealthMark } from '@/components/ui/health'
import { Age } from '@/components/ui/now'
import { formatLength } from '@/components/ui/object/facts'
import { ObjectLink } from '@/components/ui/object/object-link'
import type { JobRun } from '@/lib/objects/details/workload-detail'

export interface JobRunsProps {
  readonly cluster: string
  readonly namespace: string | null
  readonly jobs: readonly JobRun[]
}

/** The Jobs that a CronJob still keeps, the newest first. */
export function JobRuns({ cluster, namespace, jobs }: JobRunsProps) {
  if (jobs.length === 0) return <p className="text-quiet">None is kept.</p>
  return (
    <ul className="space-y-1">
      {jobs.map(({ name, health, word, startedAt, ranMs }) => (
        <li key={name} className="flex flex-wrap items-baseline gap-x-3">
          <HealthMark health={health} />
          <span className="w-20">{word}</span>
          <ObjectLink cluster={cluster} to={{ kind: 'Job', namespace, name }} />
          <span className="text-sm text-quiet">
            {startedAt !== null && (
              <>
                began <Age at={startedAt} /> ago
              </>
            )}
            {ranMs !== null && `, took ${formatLength(ranMs)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
