'use client'
import type { ReactNode } from 'react'
import { Conditions } from '@/components/ui/object/conditions'
import { Containers } from '@/components/ui/object/containers'
import { Facts, formatLength } from '@/components/ui/object/facts'
import { Labels } from '@/components/ui/object/labels'
import { Columns, Section } from '@/components/ui/object/section'
import { type ShownObject, useShownDetail } from '@/components/ui/object/shown-object'
import { formatCount } from '@/lib/format/count'
import type { WorkloadDetail } from '@/lib/objects/details/workload-detail'
import { JobRuns } from './job-runs'
import { PodCells } from './pod-cells'
import { ScheduleFacts } from './schedule-facts'

type Shown = ShownObject & { readonly detail: WorkloadDetail }

/** A workload: its pods by revision first, then what surrounds them; beside it how it is set up. */
export function WorkloadOverview({ around }: { around: ReactNode }) {
  const shown = useShownDetail('workload')
  if (shown === null) return null
  return <Columns main={<Main shown={shown} around={around} />} side={<Side shown={shown} />} />
}

function Main({ shown, around }: { shown: Shown; around: ReactNode }) {
  const { cluster, detail } = shown
  const { counts, schedule, jobs, containers, kind } = detail
  return (
    <>
      {counts.length > 0 && <Counts counts={counts} />}
      {schedule !== null && (
        <Section title="Schedule">
          <ScheduleFacts schedule={schedule} />
        </Section>
      )}
      {kind === 'CronJob' && (
        <Section title="Runs" aside={jobs.length === 0 ? undefined : `${jobs.length} kept`}>
          <JobRuns cluster={cluster} namespace={detail.namespace} jobs={jobs} />
        </Section>
      )}
      <Section title={podTitles[kind] ?? 'Pods by revision'}>
        <PodCells shown={shown} />
      </Section>
      {around}
      <Section title="Containers of the template">
        <Containers containers={containers} />
      </Section>
    </>
  )
}

/** What is no revision of anything is called by its own name. */
const podTitles: Readonly<Record<string, string>> = { CronJob: 'Pods by Job', Job: 'Pods', ReplicaSet: 'Pods' }

/** How many there are beside how many there should be. */
function Counts({ counts }: { counts: WorkloadDetail['counts'] }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 px-4 py-4 md:px-5">
      {counts.map(({ term, count }) => (
        <div key={term} className="flex flex-col-reverse">
          <dt className="text-sm text-quiet">{term}</dt>
          <dd className="text-xl font-medium tabular-nums">{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Side({ shown: { detail } }: { shown: Shown }) {
  const { conditions, strategy, selector, facts, labels, graceMs } = detail
  return (
    <>
      {conditions.length > 0 && (
        <Section title="Conditions">
          <Conditions conditions={conditions} />
        </Section>
      )}
      {strategy.length > 0 && (
        <Section title="Strategy">
          <ul className="space-y-1">
            {strategy.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Set-up">
        <Facts facts={[...facts, { term: 'Grace at the end', text: formatLength(graceMs) }]} />
      </Section>
      {selector !== null && (
        <Section title="Selects">
          <p className="font-mono text-sm wrap-anywhere">{selector}</p>
        </Section>
      )}
      <Section title="Labels">
        <Labels labels={labels} />
      </Section>
    </>
  )
}
