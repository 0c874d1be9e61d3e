import { isDeepStrictEqual } from 'node:util'
import { toTimestamp } from '@/demo/clock'
import { type Condition, isActive, isReady, type Job, type Pod } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { createPod, deletePod, nonZero } from './pods'
import { createQueue } from './queue'

/** Runs Jobs to their completions or to their backoff limit. */
export function startJobController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 50, (namespace, name) => {
    const job = store.jobs.get(namespace, name)
    if (job === undefined) return
    reconcileJob(world, job)
    const ttl = job.spec.ttlSecondsAfterFinished
    const end = job.status.conditions?.find(isEnd)?.lastTransitionTime
    if (ttl === undefined || !end) return
    const left = Date.parse(end) + ttl * 1000 - clock.now()
    if (left > 0) queue.add(namespace, name, left)
    else store.jobs.remove(job)
  })
  store.jobs.listen(({ object, type }) => {
    if (type !== 'DELETED') queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.pods.listen(({ object }) => queue.addController(object, 'Job'))
}

const isEnd = ({ type, status }: Condition) => (type === 'Complete' || type === 'Failed') && status === 'True'

export function isFinished(job: Job): boolean {
  return job.status.conditions?.some(isEnd) ?? false
}

export function jobLabels(name: string, uid: string): Record<string, string> {
  return {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  }
}

export function reconcileJob(world: World, job: Job): void {
  const { store, clock } = world
  if (isFinished(job)) return
  const { completions = 1, parallelism = 1, backoffLimit = 6, suspend = false } = job.spec
  const pods = store.pods.ownedBy(job.metadata.uid)
  const count = (phase: string) => pods.filter(({ status }) => status.phase === phase).length
  const succeeded = count('Succeeded')
  const failed = count('Failed')
  const hasFailed = failed > backoffLimit
  const active = pods.filter(isActive)
  if (suspend || hasFailed) for (const pod of active) deletePod(world, pod)
  const wanted = suspend || hasFailed ? 0 : Math.min(parallelism, completions - succeeded)
  for (let made = active.length; made < wanted; made++) {
    createPod(world, job, job.spec.template, { labels: jobLabels(job.metadata.name, job.metadata.uid) })
  }
  const now = toTimestamp(clock.now())
  const conditions = conditionsOf(job, { succeeded, completions, hasFailed, suspend }, now)
  const left = store.pods.ownedBy(job.metadata.uid).filter(isActive)
  writeStatus(world, job, left, {
    ...nonZero({ succeeded, failed }),
    ...(suspend ? {} : { startTime: job.status.startTime ?? now }),
    ...(conditions.some(({ type }) => type === 'Complete') ? { completionTime: now } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
  })
}

function writeStatus({ store }: World, job: Job, active: readonly Pod[], told: Job['status']): void {
  const status: Job['status'] = {
    ...nonZero({ active: active.length }),
    ready: active.filter(isReady).length,
    terminating: 0,
    uncountedTerminatedPods: {},
    ...told,
  }
  const current = store.jobs.get(job.metadata.namespace, job.metadata.name)
  if (current !== undefined && !isDeepStrictEqual(current.status, status)) store.jobs.update({ ...current, status })
}

function conditionsOf(
  job: Job,
  seen: { succeeded: number; completions: number; hasFailed: boolean; suspend: boolean },
  now: string,
): readonly Condition[] {
  const old = job.status.conditions ?? []
  const say = (type: string, reason: string, message: string): Condition => ({
    type,
    status: 'True',
    lastProbeTime: now,
    lastTransitionTime: now,
    reason,
    message,
  })
  if (seen.hasFailed) {
    const why = ['BackoffLimitExceeded', 'Job has reached the specified backoff limit'] as const
    return [say('FailureTarget', ...why), say('Failed', ...why)]
  }
  if (seen.succeeded >= seen.completions) {
    const why = ['CompletionsReached', 'Reached expected number of succeeded pods'] as const
    return [say('SuccessCriteriaMet', ...why), say('Complete', ...why)]
  }
  if (seen.suspend) return old.length > 0 ? old : [say('Suspended', 'JobSuspended', 'Job suspended')]
  return old.filter(({ type }) => type !== 'Suspended')
}
