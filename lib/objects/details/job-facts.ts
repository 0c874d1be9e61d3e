import type { Fact } from './detail'
import { instantFact, secondsFact, textFact } from './facts'
import { counted } from './words'
import type { JobSpec, WorkloadSpec, WorkloadStatus } from './workload-fields'

export function jobFacts(spec: JobSpec, suspended: boolean, status: WorkloadStatus): readonly Fact[] {
  const { startTime, completionTime } = status
  return [
    ...textFact('Suspended', suspended ? 'yes: it starts no pods' : ''),
    ...instantFact('Started', startTime),
    ...instantFact('Completed', completionTime),
    ...(startTime !== undefined && completionTime !== undefined
      ? [{ term: 'Took', ms: completionTime - startTime }]
      : []),
    ...runFacts(spec),
  ]
}

/** What one run of it may take and try. */
function runFacts(spec: JobSpec): readonly Fact[] {
  return [
    ...textFact('At a time', counted(spec.parallelism ?? 1, 'pod')),
    ...textFact('Completions', spec.completions === undefined ? 'one success is enough' : String(spec.completions)),
    ...textFact('Completion mode', spec.completionMode === 'Indexed' ? 'indexed: each index once' : ''),
    ...textFact('Gives up after', counted(spec.backoffLimit ?? 6, 'failure')),
    ...secondsFact('Deadline', spec.activeDeadlineSeconds),
    ...secondsFact('Deleted after its end by', spec.ttlSecondsAfterFinished),
  ]
}

const concurrency: Readonly<Record<string, string>> = {
  Allow: 'a new run starts beside one that still runs',
  Forbid: 'a new run is left out while one still runs',
  Replace: 'a new run ends the one that still runs',
}

export function cronJobFacts(spec: WorkloadSpec, status: WorkloadStatus): readonly Fact[] {
  const kept = [
    counted(spec.successfulJobsHistoryLimit ?? 3, 'success', 'successes'),
    counted(spec.failedJobsHistoryLimit ?? 1, 'failure'),
  ]
  return [
    ...instantFact('Last scheduled', status.lastScheduleTime),
    ...instantFact('Last success', status.lastSuccessfulTime),
    ...textFact('Concurrency', concurrency[spec.concurrencyPolicy || 'Allow'] ?? spec.concurrencyPolicy),
    ...secondsFact('May start late by', spec.startingDeadlineSeconds),
    ...textFact('Keeps', kept.join(' and ')),
    ...(spec.jobTemplate?.spec === undefined ? [] : runFacts(spec.jobTemplate.spec)),
  ]
}
