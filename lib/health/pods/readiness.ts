import { eventContainer, eventEvidence, latestEvent } from '@/lib/health/events'
import { conditionEvidence, statusEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { conditionOf, isInitialized, isReady } from '@/lib/health/pod-conditions'
import { span, told } from '@/lib/health/words'
import { containerOf, patienceOf, type TemplateContainer } from '@/lib/health/workload'
import type { ContainerStatus } from '@/lib/kube/kinds/pod'
import { evidenceOf, type PodScene, podFinding } from './scene'

/** Fields of a probe that are not set have these values (k8s.io/api core/v1 defaults). */
const period = 10
const threshold = 3

/** How long a probe may fail before it counts, ms: an unready blip shorter than that is none. */
export function probePatience(probe: TemplateContainer['readinessProbe']): number {
  return (probe?.periodSeconds || period) * (probe?.failureThreshold || threshold) * 1000
}

/** How long a gate may stay closed while whoever opens it gets round to it, ms. */
const gatePatience = 60_000

/** A pod that runs and is not ready, though nothing crashes. */
export function findUnready(scene: PodScene): Finding | undefined {
  const { pod, status } = scene
  if (status.phase === 'Unknown') return findSilent(scene)
  if (status.phase !== 'Running' || isReady(status)) return undefined
  const { initContainerStatuses, containerStatuses } = status
  if (initContainerStatuses.length > 0 && !isInitialized(status)) return undefined
  const ends = containerStatuses.filter(({ state }) => state?.terminated !== undefined)
  if (ends.length > 0) {
    // Of those that may end, as in a Job, one that succeeded has done its part.
    const broken = ends.find(({ state }) => state?.terminated?.exitCode !== 0)
    return broken === undefined || ends.length === containerStatuses.length ? undefined : findEnded(scene, broken)
  }
  const unready = [...initContainerStatuses, ...containerStatuses].find(({ ready, state }) => !ready && state?.running)
  if (unready !== undefined) return findUnreadyContainer(scene, unready)
  const gate = (pod.spec?.readinessGates ?? []).find(
    ({ conditionType }) => conditionOf(status.conditions, conditionType)?.status !== 'True',
  )
  if (gate !== undefined) return findGate(scene, gate.conditionType)
  if (containerStatuses.length === 0 || !containerStatuses.every(({ ready }) => ready)) return undefined
  const ready = conditionOf(status.conditions, 'Ready')
  return podFinding(scene, 'not-ready', {
    detail: {},
    words: { why: ready?.message ?? '' },
    from: (scene.unreadySince ?? 0) + gatePatience,
    evidence: evidenceOf(ready === undefined ? undefined : conditionEvidence(scene.object, ready)),
  })
}

/** A phase that only old API servers set: the node did not report. */
function findSilent(scene: PodScene): Finding {
  const { reason, message } = scene.status
  const evidence = [statusEvidence(scene.object, 'phase', 'Unknown')]
  return podFinding(scene, 'not-ready', {
    detail: {},
    words: { why: told(reason, message) ?? 'its node does not report' },
    evidence,
  })
}

/** A sidecar's end is its restart policy's matter; with Never nothing starts the container again. */
function findEnded(scene: PodScene, { name, state }: ContainerStatus): Finding {
  const { exitCode = 0, finishedAt } = state?.terminated ?? {}
  return podFinding(scene, 'container-ended', {
    detail: { container: name },
    words: { code: String(exitCode) },
    since: finishedAt ?? scene.unreadySince,
    from: (finishedAt ?? 0) + gatePatience,
    evidence: [
      statusEvidence(scene.object, `containerStatuses[${name}].state.terminated`, `exit ${exitCode}`, finishedAt),
    ],
  })
}

/**
 * A pod that was ready gets as long as its probe takes to fail; one that never was gets as long as its rollout has, for
 * starting is no fault.
 */
function findUnreadyContainer(scene: PodScene, { name, started, state }: ContainerStatus): Finding | undefined {
  const { status, unreadySince, template, owner } = scene
  const container = containerOf(template, name)
  const startedAt = state?.running?.startedAt ?? unreadySince ?? 0
  const starting = unreadySince === undefined || unreadySince <= startedAt + 2000
  const patience = starting ? patienceOf(owner.workload) : probePatience(container?.readinessProbe)
  const kind = started === false && container?.startupProbe !== undefined ? 'Startup' : 'Readiness'
  const failure = latestEvent(
    scene.events(),
    (event) =>
      event.reason === 'Unhealthy' &&
      event.message.startsWith(`${kind} probe `) &&
      (eventContainer(event) ?? name) === name,
  )
  const ready = conditionOf(status.conditions, 'Ready')
  const since = unreadySince ?? startedAt
  // Without a probe a container is ready as soon as it runs: what keeps it back is something else.
  const unprobed = container !== undefined && container.readinessProbe === undefined && failure === undefined
  const cause = kind === 'Startup' ? 'startup-slow' : unprobed ? 'not-ready' : 'readiness-probe'
  return podFinding(scene, cause, {
    detail: cause === 'not-ready' ? {} : { container: name },
    words: {
      why:
        failure?.message.replace(/^\w+ probe (failed|errored)[^:]*: /, '') ?? (unprobed ? (ready?.message ?? '') : ''),
      patience: span(patience),
    },
    since,
    from: (starting ? startedAt : since) + patience,
    evidence: evidenceOf(
      failure === undefined ? undefined : eventEvidence(scene.object, failure),
      ready === undefined ? undefined : conditionEvidence(scene.object, ready),
    ),
  })
}

function findGate(scene: PodScene, gate: string): Finding {
  const condition = conditionOf(scene.status.conditions, gate)
  const ready = conditionOf(scene.status.conditions, 'Ready')
  return podFinding(scene, 'readiness-gate', {
    detail: { gate },
    words: { why: condition?.message ?? '' },
    from: (scene.unreadySince ?? 0) + gatePatience,
    evidence: evidenceOf(
      condition === undefined
        ? statusEvidence(scene.object, `conditions[${gate}]`, 'absent, which counts as False')
        : conditionEvidence(scene.object, condition),
      ready === undefined ? undefined : conditionEvidence(scene.object, ready),
    ),
  })
}

/** An in-place resize that the node refuses, puts off or fails at (conditions of 1.33 and later). */
export function findResize(scene: PodScene): Finding | undefined {
  const condition = scene.status.conditions.find(
    ({ type, status, reason }) =>
      status === 'True' && (type === 'PodResizePending' || (type === 'PodResizeInProgress' && reason === 'Error')),
  )
  if (condition === undefined) return undefined
  const since = condition.lastTransitionTime
  return podFinding(scene, 'resize-stuck', {
    detail: { reason: condition.reason },
    words: { why: condition.message },
    since,
    // Deferred may be taken up in a moment.
    from: condition.reason === 'Deferred' ? (since ?? 0) + gatePatience : undefined,
    evidence: [conditionEvidence(scene.object, condition)],
  })
}
