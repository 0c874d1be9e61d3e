import type { Pod } from '@/demo/store/objects'
import { hasEnded } from '@/demo/world/placement'
import { type PodTask, tasksOfContainer } from './container-tasks'
import { containersOf, ended, freshContainers, isInitialized, isSidecar, lastEnd } from './containers'
import { killed, shutdownOf } from './lifetime'
import { failedMount } from './references'
import { gatesOf } from './status'
import { find, isPrepared, type Looker, type Sync } from './sync'

const longestMountWait = 122_000

/** What is due for a bound pod: nothing, for one that runs quietly or has ended. */
export function tasksOfPod(look: Looker, pod: Pod): readonly PodTask[] {
  if (pod.metadata.deletionTimestamp !== undefined) return terminationTasks(look, pod)
  if (hasEnded(pod) || isMirror(pod)) return []
  const { init, main } = containersOf(pod)
  if (main.length === 0) return [admission(look)]
  const hasBegun = [...init, ...main].some(
    (status) => status.containerID !== undefined || lastEnd(status) !== undefined,
  )
  const deadline = deadlineTasks(pod)
  if (!hasBegun && !isPrepared(pod)) return [...deadline, preparation(look, pod)]
  return [...deadline, ...resyncTasks(look, pod), ...containerTasks(look, pod)]
}

/** A pod that the kubelet runs from a file; its object only mirrors it. */
const isMirror = ({ metadata }: Pod) => metadata.ownerReferences?.some(({ kind }) => kind === 'Node') ?? false

function admission({ world, random }: Looker): PodTask {
  const work = (sync: Sync) => {
    const { init, main } = freshContainers(sync.pod)
    for (const status of [...init, ...main]) sync.set(status)
  }
  return { key: 'pod', sign: 'admit', due: () => world.clock.now() + random.between(80, 300), work }
}

/** Volumes and the sandbox; what can't be mounted is tried again, from half a second doubled up to two minutes. */
function preparation({ world, memory, random }: Looker, pod: Pod): PodTask {
  const mounts = memory.peek(pod)?.mounts ?? 0
  const wait = () => (mounts === 0 ? random.between(200, 700) : Math.min(longestMountWait, 250 * 2 ** mounts))
  const work = (sync: Sync) => {
    const problem = failedMount(world.store, sync.pod)
    if (problem === undefined) return sync.prepared()
    memory.notesOf(sync.pod).mounts++
    sync.say('Warning', 'FailedMount', problem)
  }
  return { key: 'pod', sign: `prepare ${mounts}`, due: () => world.clock.now() + wait(), work }
}

function containerTasks(look: Looker, pod: Pod): readonly PodTask[] {
  const { init, main } = containersOf(pod)
  const hasStarted = main.some((status) => status.containerID !== undefined || lastEnd(status) !== undefined)
  const current = hasStarted ? -1 : init.findIndex((status) => !isInitialized(pod, status))
  const isUp = (name: string, at: number) => (isSidecar(pod, name) ? current < 0 || at <= current : at === current)
  const active = [...init.filter(({ name }, at) => isUp(name, at)), ...(current < 0 ? main : [])]
  const specs = [...(pod.spec.initContainers ?? []), ...pod.spec.containers]
  const { world, random } = look
  let start: number | undefined
  const soon = () => {
    start ??= world.clock.now() + random.between(200, 1200)
    return start
  }
  return active.flatMap((status) => {
    const spec = specs.find(({ name }) => name === status.name)
    return spec === undefined ? [] : tasksOfContainer(look, pod, spec, status, soon)
  })
}

const deadlineReason = 'DeadlineExceeded'
const deadlineMessage = 'Pod was active on the node longer than the specified deadline'

function deadlineTasks({ spec, status }: Pod): readonly PodTask[] {
  const { activeDeadlineSeconds: seconds } = spec
  const { startTime } = status
  if (seconds === undefined || startTime === undefined) return []
  const work = (sync: Sync) => {
    sync.say('Normal', deadlineReason, deadlineMessage)
    killAll(sync)
    sync.fail(deadlineReason, deadlineMessage)
  }
  return [{ key: 'deadline', sign: String(seconds), due: () => Date.parse(startTime) + seconds * 1000, work }]
}

/** Ends every running container now. */
export function killAll(sync: Sync): void {
  for (const { name } of runningIn(sync.pod)) {
    const status = sync.statusOf(name)
    sync.say('Normal', 'Killing', `Stopping container ${name}`, name)
    if (status !== undefined) sync.set(ended(status, sync.now, killed))
  }
}

/** Gates, the spec and a lost node's conditions are changed by others; what follows from them is reported. */
function resyncTasks({ world, random }: Looker, pod: Pod): readonly PodTask[] {
  const { status, metadata } = pod
  const due = () => world.clock.now() + random.between(100, 400)
  const task = (sign: string): readonly PodTask[] => [{ key: 'resync', sign, due, work: (sync) => sync.touch() }]
  if (status.observedGeneration !== (metadata.generation ?? 1)) return task(String(metadata.generation))
  const { init, main } = containersOf(pod)
  const told = status.conditions?.find(({ type }) => type === 'Ready')
  const isUp = main.every(({ ready }) => ready) && init.every(({ name, ready }) => ready || !isSidecar(pod, name))
  const closed = isUp ? gatesOf(pod) : undefined
  const isAsTold = (told?.status === 'True') === (isUp && closed === undefined)
  return isAsTold && (closed === undefined || told?.message === closed.message) ? [] : task(closed?.message ?? 'ready')
}

const runningIn = (pod: Pod) => {
  const { init, main } = containersOf(pod)
  return [...init, ...main].filter(({ state }) => state.running !== undefined)
}

/** A pod on its way out: its containers get the signal, then the rest of the grace, and the object goes when all have ended. */
function terminationTasks(look: Looker, pod: Pod): readonly PodTask[] {
  const { world, memory, random } = look
  const { deletionTimestamp = '', finalizers = [] } = pod.metadata
  const soon = () => world.clock.now() + random.between(50, 250)
  const running = runningIn(pod)
  if (running.length === 0) {
    return finalizers.length > 0 ? [] : [{ key: 'pod', sign: 'leave', due: soon, work: (sync) => sync.leave() }]
  }
  const kills = memory.peek(pod)?.kills
  const last = Math.max(...running.map(({ name }) => kills?.get(name)?.at ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(last)) return [{ key: 'pod', sign: 'stop', due: soon, work: signal }]
  const limit = Date.parse(deletionTimestamp)
  const due = () => Math.min(last, Math.max(limit, world.clock.now()))
  return [{ key: 'pod', sign: `end ${deletionTimestamp} ${last}`, due, work: endAll }]
}

function signal(sync: Sync): void {
  const { pod, memory, now } = sync
  const { kills } = memory.notesOf(pod)
  const grace = Math.max(0, Date.parse(pod.metadata.deletionTimestamp ?? '') - now)
  for (const spec of [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]) {
    const status = find(pod, spec.name)
    if (status?.state.running === undefined) continue
    sync.say('Normal', 'Killing', `Stopping container ${spec.name}`, spec.name)
    const end = shutdownOf(spec, status, sync.behaviourOf(spec), grace)
    kills.set(spec.name, { at: now + end.after, how: end.how })
  }
}

function endAll(sync: Sync): void {
  const { pod, memory, now } = sync
  const kills = memory.peek(pod)?.kills
  for (const status of runningIn(pod)) {
    const kill = kills?.get(status.name)
    const inTime = kill !== undefined && kill.at <= now
    sync.set(ended(status, inTime ? kill.at : now, inTime ? kill.how : killed))
  }
  sync.leave()
}
