import { told } from '@/lib/health/words'
import type { Health } from '@/lib/views/view'
import type { ConditionDetail } from './detail'
import type { conditions } from './json-fields'

type Condition = (typeof conditions)['absent'][number]

/** What it means that a condition is True, and that it is not; `bad` when it is a fault that it is True. */
interface Meaning {
  readonly yes: string
  readonly no: string
  readonly bad?: true
  /** Neither good nor bad. */
  readonly neutral?: true
  /** Not yet true of everything that starts. */
  readonly step?: true
}

// Reference: core/v1, apps/v1 and batch/v1 types.go.
const meanings: Readonly<Record<string, Meaning>> = {
  PodScheduled: { yes: 'A node was found for it.', no: 'No node was found for it.' },
  PodReadyToStartContainers: {
    yes: 'Its sandbox and network are there.',
    no: 'Its sandbox and network are not there.',
    step: true,
  },
  Initialized: { yes: 'All init containers are done.', no: 'Init containers are not done.', step: true },
  ContainersReady: { yes: 'All containers are ready.', no: 'Not all containers are ready.', step: true },
  Ready: { yes: 'It takes work.', no: 'It takes no work.', step: true },
  DisruptionTarget: { yes: 'A disruption ends it.', no: 'No disruption ends it.', bad: true },
  PodResizePending: { yes: 'A change of its resources waits.', no: 'No change of its resources waits.', neutral: true },
  PodResizeInProgress: { yes: 'Its resources are being changed.', no: 'Its resources are as asked.', neutral: true },
  Available: { yes: 'Enough pods are available.', no: 'Too few pods are available.' },
  Progressing: { yes: 'The rollout is done or moves on.', no: 'The rollout does not move on.' },
  ReplicaFailure: { yes: 'Pods cannot be created or deleted.', no: 'Pods can be created and deleted.', bad: true },
  Complete: { yes: 'It is done.', no: 'It is not done.' },
  SuccessCriteriaMet: { yes: 'It counts as done.', no: 'It does not count as done.' },
  Failed: { yes: 'It has failed for good.', no: 'It has not failed.', bad: true },
  FailureTarget: { yes: 'It is about to fail.', no: 'It is not about to fail.', bad: true },
  Suspended: { yes: 'It starts no pods.', no: 'It may start pods.', neutral: true },
  MemoryPressure: { yes: 'Memory is short: pods are evicted.', no: 'Memory suffices.', bad: true },
  DiskPressure: { yes: 'Disk is short: pods are evicted.', no: 'Disk suffices.', bad: true },
  PIDPressure: { yes: 'Process ids are short: pods are evicted.', no: 'Process ids suffice.', bad: true },
  NetworkUnavailable: { yes: 'Its network is not set up.', no: 'Its network is set up.', bad: true },
}

export function describeConditions(all: readonly Condition[]): readonly ConditionDetail[] {
  return all.map(({ type, status, lastTransitionTime, reason, message }) => ({
    type,
    status,
    health: onPurpose.has(reason) ? 'paused' : healthOf(type, status),
    words: wordsOf(type, status),
    since: lastTransitionTime ?? null,
    told: told(reason, message),
  }))
}

/** Reasons for which it is as it should be that a condition is False. */
const onPurpose: ReadonlySet<string> = new Set(['PodCompleted', 'SchedulingGated'])

/** Of a type that nobody knows, what it says is shown and not judged. */
function healthOf(type: string, status: string): Health {
  const meaning = meanings[type]
  if (meaning === undefined || meaning.neutral === true) return 'paused'
  if (status !== 'True' && status !== 'False') return type === 'Progressing' ? 'paused' : 'degraded'
  if ((status === 'True') !== (meaning.bad === true)) return 'healthy'
  return meaning.step === true ? 'degraded' : 'failed'
}

function wordsOf(type: string, status: string): string {
  const meaning = meanings[type]
  if (meaning === undefined) return status
  if (status === 'True') return meaning.yes
  return status === 'False' ? meaning.no : 'Nobody knows.'
}
