import { type Condition, isActive, isReady, type Job, type Pod } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { removeFinalizer } from './finalizers'

export const trackingFinalizer = 'batch.kubernetes.io/job-tracking'
export const indexKey = 'batch.kubernetes.io/job-completion-index'

export const isIndexed = ({ spec }: Job): boolean => spec.completionMode === 'Indexed'
export const indexOf = ({ metadata }: Pod): number => Number(metadata.annotations?.[indexKey] ?? -1)

export function jobLabels(name: string, uid: string): Record<string, string> {
  return {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  }
}

export const isEnd = ({ type, status }: Condition): boolean =>
  (type === 'Complete' || type === 'Failed') && status === 'True'

export function isFinished(job: Job): boolean {
  return job.status.conditions?.some(isEnd) ?? false
}

/** What one look at a Job's pods finds; a finished pod counts once, while it has its finalizer. */
export interface Tally {
  readonly active: readonly Pod[]
  readonly ready: number
  readonly terminating: number
  readonly succeeded: number
  readonly failed: number
  /** Pods that are counted in this look, and are to be let go. */
  readonly counted: readonly Pod[]
  readonly completed: ReadonlySet<number>
}

const isTracked = ({ metadata }: Pod) => metadata.finalizers?.includes(trackingFinalizer) ?? false

/** An orphan that is deleted before it could fail counts as failed. */
const hasFailed = ({ status, metadata }: Pod) =>
  status.phase === 'Failed' || (metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded')

export function tally({ store }: World, job: Job): Tally {
  const pods = store.pods.ownedBy(job.metadata.uid)
  const active = pods.filter(isActive)
  const finished = pods.filter(isTracked)
  const succeeded = finished.filter(({ status }) => status.phase === 'Succeeded')
  const failed = finished.filter(hasFailed)
  const completed = new Set(parseIndexes(job.status.completedIndexes))
  if (isIndexed(job)) for (const pod of succeeded) completed.add(indexOf(pod))
  return {
    active,
    ready: active.filter(isReady).length,
    terminating: pods.filter(
      ({ metadata, status }) =>
        metadata.deletionTimestamp !== undefined && status.phase !== 'Failed' && status.phase !== 'Succeeded',
    ).length,
    succeeded: isIndexed(job) ? completed.size : (job.status.succeeded ?? 0) + succeeded.length,
    failed: (job.status.failed ?? 0) + failed.length,
    counted: [...succeeded, ...failed],
    completed,
  }
}

export function letGo({ store }: World, pods: readonly Pod[]): void {
  for (const { metadata } of pods) {
    const pod = store.pods.get(metadata.namespace, metadata.name)
    if (pod !== undefined) removeFinalizer(store.pods, pod, trackingFinalizer)
  }
}

/** `0-2,5`: as status.completedIndexes has it. */
export function formatIndexes(indexes: ReadonlySet<number>): string {
  const ranges: [number, number][] = []
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === index - 1) last[1] = index
    else ranges.push([index, index])
  }
  // A pair is written as two numbers.
  return ranges
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from},${to}` : `${from}-${to}`))
    .join(',')
}

function parseIndexes(text = ''): readonly number[] {
  return text.split(',').flatMap((range) => {
    if (range === '') return []
    const [from = 0, to = from] = range.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, at) => from + at)
  })
}

/** When the pod's work ended, in milliseconds (job/backoff_utils.go, getFinishedTime). */
export function finishedAt({ status, metadata }: Pod): number {
  const ends = status.containerStatuses?.map(({ state }) => Date.parse(state.terminated?.finishedAt ?? '')) ?? []
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  if (ends.length > 0 && ends.every(Number.isFinite)) return Math.max(...ends)
  if (ready?.status === 'False' && ready.lastTransitionTime) return Date.parse(ready.lastTransitionTime)
  return Date.parse(metadata.deletionTimestamp ?? metadata.creationTimestamp)
}
