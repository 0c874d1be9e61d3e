import type { Container, Probe } from '@/demo/store/objects'
import { ended, isSidecar } from './containers'
import { completed, type End, shutdownOf } from './lifetime'
import { type ProbeKind, periodOf, probeFailure, probeOf } from './probes'
import type { Sync } from './sync'

const spelled: Readonly<Record<ProbeKind, string>> = {
  startup: 'Startup',
  readiness: 'Readiness',
  liveness: 'Liveness',
}

/** A probe of a running container: what it leads to when its threshold is reached. */
export function probe(sync: Sync, container: Container, kind: ProbeKind): void {
  const { pod, memory, now, podIP } = sync
  const { name } = container
  const status = sync.statusOf(name)
  const settings = probeOf(container, kind)
  if (status?.state.running === undefined || settings === undefined) return
  const failure = probeFailure(kind, container, status, sync.behaviourOf(container), podIP, now)
  const { probes } = memory.notesOf(pod)
  const key = `${name}/${kind}`
  const run = countOn(probes.get(key), failure === undefined ? 1 : -1, settings, now)
  probes.set(key, { run, at: now })
  if (failure !== undefined) {
    sync.say('Warning', 'Unhealthy', `${spelled[kind]} probe failed: ${failure}`, name)
    if (-run < (settings.failureThreshold ?? 3)) return
    if (kind !== 'readiness')
      return stop(sync, container, `Container ${name} failed ${kind} probe, will be restarted`, settings)
    if (status.ready) sync.set({ ...status, ready: false })
  } else if (run >= (settings.successThreshold ?? 1)) {
    if (kind === 'startup') sync.set({ ...status, started: true, ready: container.readinessProbe === undefined })
    if (kind === 'readiness' && !status.ready) sync.set({ ...status, ready: true })
  }
}

/** Results count in a row only when no probe was left out in between. */
function countOn(known: { run: number; at: number } | undefined, result: 1 | -1, settings: Probe, now: number): number {
  const isNext = known !== undefined && now - known.at < 1.5 * periodOf(settings)
  return isNext && Math.sign(known.run) === result ? known.run + result : result
}

/** Tells a running container to end; the pod goes on. */
export function stop(sync: Sync, container: Container, message: string, settings?: Probe): void {
  const { pod, memory, now } = sync
  const status = sync.statusOf(container.name)
  if (status === undefined) return
  const grace = settings?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30
  const end = shutdownOf(container, status, sync.behaviourOf(container), grace * 1000)
  sync.say('Normal', 'Killing', message, container.name)
  memory.notesOf(pod).kills.set(container.name, { at: now + end.after, how: end.how })
}

/** A container's run is over; with the last of the pod's work, its sidecars end too. */
export function finish(sync: Sync, { name }: Container, how: End['how'], at = sync.now): void {
  const { pod, memory } = sync
  const status = sync.statusOf(name)
  if (status?.state.running === undefined) return
  memory.peek(pod)?.kills.delete(name)
  const isInit = pod.spec.initContainers?.some((init) => init.name === name) && !isSidecar(pod, name)
  sync.set({ ...ended(status, at, how), ready: Boolean(isInit) && how.exitCode === 0 })
  const isDone = pod.spec.containers.every((container) => {
    const end = sync.statusOf(container.name)?.state.terminated
    return end !== undefined && !restarts(pod.spec.restartPolicy, end.exitCode)
  })
  if (!isDone) return
  for (const container of pod.spec.initContainers ?? []) {
    const sidecar = sync.statusOf(container.name)
    if (sidecar?.state.running === undefined) continue
    sync.say('Normal', 'Killing', `Stopping container ${container.name}`, container.name)
    sync.set(ended(sidecar, at, completed))
  }
}

export function restarts(policy: string | undefined, exitCode: number): boolean {
  return policy === 'Never' ? false : policy === 'OnFailure' ? exitCode !== 0 : true
}
