import type { Container, ContainerStatus, Pod } from '@/demo/store/objects'
import type { Behaviour } from '@/demo/world/registry'
import type { Task } from './agenda'
import { crashDelay, isSidecar, lastEnd } from './containers'
import { behaviourNow, endOf, hookTime, leakedBytes } from './lifetime'
import { nextProbe, probeKinds, probeOf } from './probes'
import { finish, probe, restarts, stop } from './run'
import { awaitImage, begin, endBackOff, finishPull, nextPull, startAgain } from './start'
import type { Looker, Sync } from './sync'

export type PodTask = Task<(sync: Sync) => void>

/** What is due for a container, as it stands; `soon` is when the pod's containers start that can. */
export function tasksOfContainer(
  look: Looker,
  pod: Pod,
  container: Container,
  status: ContainerStatus,
  soon: () => number,
): readonly PodTask[] {
  if (status.state.running !== undefined) return runningTasks(look, pod, container, status)
  if (status.state.terminated !== undefined) return endedTasks(look, pod, container, status)
  return waitingTasks(look, pod, container, status, soon)
}

function waitingTasks(
  look: Looker,
  pod: Pod,
  container: Container,
  status: ContainerStatus,
  soon: () => number,
): readonly PodTask[] {
  const { memory, world, random } = look
  const { name, image, lifecycle } = container
  const { uid } = pod.metadata
  const reason = status.state.waiting?.reason ?? ''
  const task = (due: () => number, to: typeof begin): readonly PodTask[] => [
    { key: name, sign: `${reason} ${status.restartCount} ${image}`, due, work: (sync) => to(sync, container) },
  ]
  const pull = memory.peek(pod)?.pulls.get(name)
  if (pull !== undefined) {
    const work = (sync: Sync) => finishPull(sync, container)
    return [{ key: name, sign: `pull ${pull.until}`, due: () => pull.until, work }]
  }
  switch (reason) {
    case 'ContainerCreating':
    case 'PodInitializing':
      return task(() => soon() + hookTime(lifecycle?.postStart), begin)
    case 'ErrImagePull':
      return task(() => world.clock.now() + random.between(1000, 3000), awaitImage)
    case 'ImagePullBackOff':
      return task(() => (status.image === image ? nextPull(look, uid, image) : soon()), begin)
    case 'CrashLoopBackOff':
      return task(() => endOfBackOff(look, pod, status), endBackOff)
    case 'CreateContainerConfigError':
    case 'ErrImageNeverPull':
      return task(() => world.clock.now() + random.between(10_000, 15_000), begin)
    default:
      return []
  }
}

function endOfBackOff({ memory, world }: Looker, pod: Pod, status: ContainerStatus): number {
  const now = world.clock.now()
  const { startedAt, finishedAt } = lastEnd(status) ?? {}
  memory.backOff.assume(pod.metadata.uid, status.name, crashDelay(status), Date.parse(startedAt ?? '') || now)
  return now + memory.backOff.remaining(pod.metadata.uid, status.name, Date.parse(finishedAt ?? '') || now, now)
}

function endedTasks(look: Looker, pod: Pod, container: Container, status: ContainerStatus): readonly PodTask[] {
  const { memory, world, random } = look
  const { exitCode = 0, startedAt } = status.state.terminated ?? {}
  const isInit = pod.spec.initContainers?.some(({ name }) => name === container.name) ?? false
  const isOnce = isInit && !isSidecar(pod, container.name)
  const again = isOnce
    ? exitCode !== 0 && restarts(pod.spec.restartPolicy, exitCode)
    : isInit || restarts(pod.spec.restartPolicy, exitCode)
  if (!again) return []
  const pull = memory.peek(pod)?.pulls.get(container.name)
  if (pull !== undefined) {
    const work = (sync: Sync) => finishPull(sync, container)
    return [{ key: container.name, sign: `pull ${pull.until}`, due: () => pull.until, work }]
  }
  const due = () => {
    const now = world.clock.now()
    memory.backOff.assume(pod.metadata.uid, container.name, crashDelay(status), Date.parse(startedAt ?? '') || now)
    return now + random.between(500, 1300)
  }
  const work = (sync: Sync) => startAgain(sync, container)
  return [{ key: container.name, sign: `ended ${status.restartCount}`, due, work }]
}

function runningTasks(look: Looker, pod: Pod, container: Container, status: ContainerStatus): readonly PodTask[] {
  const { world, memory } = look
  const { name } = container
  const kill = memory.peek(pod)?.kills.get(name)
  if (kill !== undefined) {
    const work = (sync: Sync) => finish(sync, container, kill.how)
    return [{ key: name, sign: `kill ${kill.at}`, due: () => kill.at, work }]
  }
  if (status.image !== container.image) {
    const text = `Container ${name} definition changed, will be restarted`
    return [
      {
        key: name,
        sign: container.image,
        due: () => world.clock.now() + 500,
        work: (sync) => stop(sync, container, text),
      },
    ]
  }
  const behaviour = behaviourNow(world.store, pod, status, world.registry.behaviourOf(container.image))
  const { run, seconds, since = 0, leak = 0 } = behaviour
  const sign = `${status.containerID} ${run} ${seconds} ${since} ${leak}`
  const ends = endTask(look, pod, container, status, behaviour)
  const probes = probeKinds.flatMap((kind): readonly PodTask[] => {
    const settings = probeOf(container, kind)
    const at = settings && nextProbe(kind, settings, status, behaviour, world.clock.now())
    if (at === undefined) return []
    const state = `${sign} ${status.started} ${status.ready}`
    return [{ key: `${name}/${kind}`, sign: state, due: () => at, work: (sync) => probe(sync, container, kind) }]
  })
  return ends === undefined ? probes : [{ key: name, sign, ...ends }, ...probes]
}

function endTask(
  { world }: Looker,
  pod: Pod,
  container: Container,
  status: ContainerStatus,
  behaviour: Behaviour,
): Pick<PodTask, 'due' | 'work'> | undefined {
  const now = world.clock.now()
  const leaks = behaviour.leak !== undefined
  const used = leaks ? (world.usage.of(pod).find(({ name }) => name === status.name)?.memory ?? 0) : 0
  const end = endOf(pod, container, status, behaviour, Math.max(0, used - leakedBytes(status, behaviour, now)))
  if (end === undefined) return undefined
  const startedAt = Date.parse(status.state.running?.startedAt ?? '')
  const since = behaviour.since ?? 0
  const due = () => {
    if (leaks) return Math.max(startedAt, since) + end.after
    // What began to behave so while it ran ends as long after that.
    return startedAt + end.after > now ? startedAt + end.after : Math.max(now + 500, since + end.after)
  }
  return { due, work: (sync) => finish(sync, container, end.how) }
}
