import { keyOf } from '@/demo/store/collection'
import { deleteObject } from '@/demo/store/deletion'
import { findController, type Job, type Pod } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import {
  finishedAt,
  indexKey,
  indexOf,
  isEnd,
  isFinished,
  isIndexed,
  jobLabels,
  letGo,
  type Tally,
  tally,
  trackingFinalizer,
} from './job-pods'
import { endingOf, statusOf, writeStatus } from './job-status'
import { createPodControl, type PodControl, quietly } from './pods'
import { createQueue } from './queue'

export { isFinished, jobLabels } from './job-pods'

const component = 'job-controller'

/** A failed pod is replaced after 10 s, 20 s, … 10 min; a success starts this again. */
const podBackOff = { first: 10_000, most: 600_000 }
const retry = 10_000

/** What a Job's pods have come to since the last one that succeeded. */
interface Failures {
  readonly count: number
  readonly lastAt: number
}

/** Runs Jobs to their completions or to their backoff limit. */
export function startJobController(world: World): void {
  const { store, clock } = world
  const failures = new Map<string, Failures>()
  const control = createPodControl(world, component)
  const queue = createQueue(clock, 50, (namespace, name) => {
    const key = keyOf(namespace, name)
    const job = store.jobs.get(namespace, name)
    if (job === undefined || isFinished(job)) failures.delete(key)
    if (job === undefined) return
    const next = isFinished(job) ? expire(world, job) : sync(world, job, control, failures)
    if (next !== undefined) queue.add(namespace, name, next)
  })
  store.jobs.listen(({ object, type }) => {
    if (type !== 'DELETED') return queue.add(object.metadata.namespace, object.metadata.name)
    letGo(world, store.pods.ownedBy(object.metadata.uid))
  })
  store.pods.listen(({ type, object }) => {
    const owner = findController(object)
    if (owner?.kind !== 'Job') return
    const job = store.jobs.get(object.metadata.namespace, owner.name)
    if (job !== undefined && !isFinished(job)) return queue.add(object.metadata.namespace, owner.name)
    // Of a Job that is gone or over, nobody counts them any more.
    if (type !== 'DELETED' && object.metadata.finalizers?.includes(trackingFinalizer)) letGo(world, [object])
  })
  for (const job of store.jobs.values())
    if (!isFinished(job) || job.spec.ttlSecondsAfterFinished !== undefined)
      queue.add(job.metadata.namespace, job.metadata.name)
}

/** For those who build a past: the Job as it stands after a look at its pods, which all count from here. */
export function reconcileJob(world: World, job: Job): void {
  const { store } = world
  const pods = store.pods.ownedBy(job.metadata.uid)
  for (const pod of pods.filter(({ metadata }) => !metadata.finalizers?.includes(trackingFinalizer))) {
    const finalizers = [...(pod.metadata.finalizers ?? []), trackingFinalizer]
    store.pods.update({ ...pod, metadata: { ...pod.metadata, finalizers } })
  }
  const quiet = quietly(world)
  const control = createPodControl(quiet, component)
  for (let round = 0; round < 3; round++) {
    const current = store.jobs.get(job.metadata.namespace, job.metadata.name)
    if (current !== undefined && !isFinished(current)) sync(quiet, current, control, new Map())
  }
}

/** A finished Job goes after its time; gives the milliseconds until then. */
function expire({ store, clock }: World, job: Job): number | undefined {
  const { ttlSecondsAfterFinished: ttl } = job.spec
  const end = job.status.conditions?.find(isEnd)?.lastTransitionTime
  if (ttl === undefined || !end || job.metadata.deletionTimestamp !== undefined) return undefined
  const left = Date.parse(end) + ttl * 1000 - clock.now()
  if (left > 0) return left
  deleteObject(store.jobs, clock, job, undefined, 'Foreground')
  return undefined
}

/** pkg/controller/job/job_controller.go, syncJob; gives the milliseconds after which to look again. */
function sync(world: World, given: Job, control: PodControl, failures: Map<string, Failures>): number | undefined {
  const { clock } = world
  const started = statusOf(world, given)
  const seen = tally(world, started)
  const key = keyOf(given.metadata.namespace, given.metadata.name)
  const known = failuresAfter(failures.get(key), seen.counted)
  if (known === undefined) failures.delete(key)
  else failures.set(key, known)
  const ending = endingOf(started, seen, clock.now())
  if (ending !== undefined) for (const pod of seen.active) control.remove(started, pod)
  const wait =
    ending === undefined && given.metadata.deletionTimestamp === undefined
      ? manage(world, started, seen, control, known)
      : undefined
  letGo(world, seen.counted)
  writeStatus(world, given, started, seen, ending)
  const deadline = untilDeadline(started, clock.now())
  const waits = [wait, ending === undefined ? deadline : undefined].filter((each) => each !== undefined)
  return waits.length === 0 ? undefined : Math.min(...waits)
}

function untilDeadline({ spec, status }: Job, now: number): number | undefined {
  if (spec.activeDeadlineSeconds === undefined || spec.suspend || status.startTime === undefined) return undefined
  return Math.max(0, Date.parse(status.startTime) + spec.activeDeadlineSeconds * 1000 - now)
}

function failuresAfter(known: Failures | undefined, counted: readonly Pod[]): Failures | undefined {
  const succeeded = counted.filter(({ status }) => status.phase === 'Succeeded')
  const since = succeeded.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...succeeded.map(finishedAt))
  const failed = counted.filter((pod) => pod.status.phase !== 'Succeeded' && finishedAt(pod) > since).map(finishedAt)
  const base = succeeded.length > 0 ? undefined : known
  if (failed.length === 0) return base
  return { count: (base?.count ?? 0) + failed.length, lastAt: Math.max(...failed) }
}

function remainingBackOff(known: Failures | undefined, now: number): number {
  if (known === undefined) return 0
  const wait = Math.min(podBackOff.most, podBackOff.first * 2 ** (known.count - 1))
  return Math.max(0, known.lastAt + wait - now)
}

/** As many pods as parallelism and completions ask for; gives the milliseconds to wait before more are made. */
function manage(
  world: World,
  job: Job,
  seen: Tally,
  control: PodControl,
  known: Failures | undefined,
): number | undefined {
  const { parallelism = 1, completions, suspend = false, template } = job.spec
  const isDone = completions === undefined && seen.succeeded > 0
  const left = completions === undefined ? parallelism : Math.min(parallelism, completions - seen.succeeded)
  const wanted = suspend ? 0 : isDone ? seen.active.length : Math.max(0, left)
  const surplus = seen.active.length - wanted
  if (surplus > 0) for (const pod of seen.active.toSorted(youngestFirst).slice(0, surplus)) control.remove(job, pod)
  if (surplus >= 0) return undefined
  const wait = remainingBackOff(known, world.clock.now())
  if (wait > 0) return wait
  const labels = jobLabels(job.metadata.name, job.metadata.uid)
  const indexes = isIndexed(job) ? pendingIndexes(job, seen, -surplus) : undefined
  for (let made = 0; made < (indexes?.length ?? -surplus); made++) {
    const own = {
      labels,
      finalizers: [trackingFinalizer],
      ...(indexes === undefined ? {} : ofIndex(world, job, indexes[made] ?? 0)),
    }
    if (control.create(job, template, { ...own, labels: { ...own.labels, ...labels } }) !== undefined) return retry
  }
  return undefined
}

const youngestFirst = (a: Pod, b: Pod) => b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp)

function pendingIndexes({ spec }: Job, { completed, active }: Tally, count: number): readonly number[] {
  const taken = new Set([...completed, ...active.map(indexOf)])
  const all = Array.from({ length: spec.completions ?? 0 }, (_, index) => index)
  return all.filter((index) => !taken.has(index)).slice(0, count)
}

function ofIndex({ random }: World, { metadata, spec }: Job, index: number) {
  const { name } = metadata
  return {
    name: `${name}-${index}-${random.suffix(5)}`,
    labels: { [indexKey]: String(index) },
    annotations: { [indexKey]: String(index) },
    spec: { ...spec.template.spec, hostname: `${name}-${index}` },
  }
}
