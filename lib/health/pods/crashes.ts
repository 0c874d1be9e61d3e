import type { Cause } from '@/lib/health/causes'
import { loopSince, loopUntil } from '@/lib/health/crash-loop'
import { eventContainer, eventEvidence, eventTimes, latestEvent } from '@/lib/health/events'
import { endingEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { shorten, times } from '@/lib/health/words'
import { containerOf } from '@/lib/health/workload'
import type { Event } from '@/lib/kube/kinds/event'
import type { ContainerStatus } from '@/lib/kube/kinds/pod'
import { blamesCommand } from './creation'
import { evidenceOf, type PodScene, podFinding } from './scene'

type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>

/** A container that ends and is started again, by the way in which it last ended. */
export function findCrash(scene: PodScene, container: ContainerStatus): Finding | undefined {
  const last = lastEnding(scene, container)
  if (last === undefined) return undefined
  const { name, restartCount, state } = container
  const running = state?.running?.startedAt
  const until = running === undefined ? undefined : loopUntil(last, running, restartCount, container.ready)
  if (running !== undefined && until === undefined) return undefined
  const kill = probeKill(scene, name, last)
  const cause = causeOf(last, kill)
  if (cause === undefined) return undefined
  return podFinding(scene, cause, {
    detail: { container: name },
    words: {
      code: String(last.exitCode),
      signal: signalName(last),
      restarts: restartCount === 0 ? '' : times(restartCount),
      ...limitOf(scene, name),
      message: shorten(last.message) ?? '',
      why: kill === undefined ? explanation(last) : kill.message.replace(/^(Liveness|Startup) probe failed: /, ''),
    },
    since: loopSince(last, restartCount, running, scene.status.startTime),
    // Once is no loop, unless the kubelet calls it one: a first end is started over at once.
    from: state?.terminated !== undefined && restartCount === 0 ? (last.finishedAt ?? 0) + settle : undefined,
    until,
    evidence: evidenceOf(
      endingEvidence(scene.object, name, last, restartCount),
      kill === undefined ? undefined : eventEvidence(scene.object, kill),
    ),
  })
}

/** What the first end of a container may take to be started over, ms. */
const settle = 10_000

/** As its template has it, where one is known. */
function limitOf({ template }: PodScene, name: string): Finding['words'] {
  const container = containerOf(template, name)
  const limit = container?.resources?.limits.memory ?? ''
  return { limit, ...(container !== undefined && limit === '' && { unlimited: 'true' }) }
}

/** How the container ended, if it ended in vain; undefined when it does not crash, or may end. */
function lastEnding({ pod }: PodScene, container: ContainerStatus): Terminated | undefined {
  const { ready, restartCount, state, lastState } = container
  const { waiting, terminated, running } = state ?? {}
  // What is not started again is no loop: findUnready tells of it, or the pod fails.
  if (pod.spec?.restartPolicy === 'Never') return undefined
  if (waiting?.reason === 'CrashLoopBackOff') return lastState?.terminated ?? unknownEnding
  if (terminated !== undefined && terminated.exitCode !== 0) return terminated
  const last = lastState?.terminated
  if (running?.startedAt === undefined) return undefined
  // How it ended may be forgotten: the dead container is removed after a while.
  if (last === undefined) return restartCount > 1 && !ready ? unknownEnding : undefined
  return restartCount > 1 ? last : undefined
}

const unknownEnding: Terminated = {
  exitCode: 0,
  signal: 0,
  reason: 'ContainerStatusUnknown',
  message: '',
  startedAt: undefined,
  finishedAt: undefined,
}

const cannotRun = new Set(['StartError', 'ContainerCannotRun'])

function causeOf(last: Terminated, kill: Event | undefined): Cause | undefined {
  if (last.reason === 'OOMKilled') return 'crash-out-of-memory'
  if (cannotRun.has(last.reason)) return blamesCommand(last.message) ? 'command-cannot-run' : 'container-create'
  // Exit 137 comes with it, but it says nothing of a crash (kubelet_pods.go).
  if (last.reason === 'ContainerStatusUnknown') return 'crash-unknown'
  if (kill !== undefined) return kill.message.includes('tartup probe') ? 'crash-startup' : 'crash-liveness'
  if (last.exitCode === 0 && last.signal === 0) return 'crash-completes'
  return signalName(last) === '' ? 'crash-exit' : 'crash-signal'
}

const explanation = ({ reason, message }: Terminated) => (cannotRun.has(reason) ? message : '')

// The kubelet does not fill `signal`: a kill arrives as 128 + n (kubelet_pods.go).
const signals: Readonly<Record<number, string>> = {
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
}

function signalName({ signal, exitCode }: Terminated): string {
  const number = signal === 0 ? exitCode - 128 : signal
  return signals[number] ?? (signal === 0 ? '' : `signal ${signal}`)
}

const probeKills = /failed (liveness|startup) probe|^(Liveness|Startup) probe failed/

/**
 * Recorders hold back what repeats, so an event may lag behind its container; after an hour it is gone anyway. Of an exit
 * that is no kill, only an event of that very run tells.
 */
const lag = (killed: boolean): number => (killed ? 3_600_000 : 30_000)

/** The event that says a probe had the container killed, preferring the one with the probe's own words. */
function probeKill(scene: PodScene, name: string, last: Terminated): Event | undefined {
  if (last.reason === 'OOMKilled') return undefined
  // Without an event of the kill itself, a failed probe explains no more than a kill.
  const killed = last.exitCode === 137 || last.exitCode === 143
  const about = (event: Event) =>
    (eventContainer(event) ?? name) === name &&
    probeKills.test(event.message) &&
    eventTimes(event).last >= (last.startedAt ?? 0) - lag(killed)
  const kill = latestEvent(scene.events(), (event) => event.reason === 'Killing' && about(event))
  if (kill === undefined && !killed) return undefined
  return latestEvent(scene.events(), (event) => event.reason === 'Unhealthy' && about(event)) ?? kill
}
