import { eventContainer, eventEvidence, latestEvent } from '@/lib/health/events'
import { statusEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { isInitialized } from '@/lib/health/pod-conditions'
import { span } from '@/lib/health/words'
import { patienceOf } from '@/lib/health/workload'
import type { ContainerStatus } from '@/lib/kube/kinds/pod'
import { evidenceOf, type PodScene, podFinding } from './scene'

/** Init containers run one after the other: one that does not end, or a sidecar that does not start, holds up all others. */
export function findInitialising(scene: PodScene): Finding | undefined {
  const { status, owner } = scene
  if (status.phase !== 'Pending' || isInitialized(status)) return undefined
  // What runs to an end may prepare it for as long as it likes.
  if (owner.workload?.kind === 'Job' || owner.workload?.kind === 'CronJob') return undefined
  const running = status.initContainerStatuses.find(
    (container) => container.state?.running !== undefined && !(isSidecar(scene, container) && container.started),
  )
  return running === undefined ? undefined : runsOn(scene, running)
}

const isSidecar = ({ pod }: PodScene, { name }: ContainerStatus): boolean =>
  pod.spec?.initContainers.some((container) => container.name === name && container.restartPolicy === 'Always') ?? false

function runsOn(scene: PodScene, container: ContainerStatus): Finding {
  const { object, owner, unreadySince } = scene
  const { name, state } = container
  const patience = patienceOf(owner.workload)
  const startedAt = state?.running?.startedAt ?? unreadySince
  const sidecar = isSidecar(scene, container)
  const failure = sidecar
    ? latestEvent(
        scene.events(),
        (event) =>
          event.reason === 'Unhealthy' &&
          event.message.startsWith('Startup probe ') &&
          (eventContainer(event) ?? name) === name,
      )
    : undefined
  return podFinding(scene, sidecar ? 'startup-slow' : 'init-runs-on', {
    detail: { container: name },
    words: {
      patience: span(patience),
      why: failure?.message.replace(/^\w+ probe (failed|errored)[^:]*: /, '') ?? '',
    },
    since: startedAt,
    from: (startedAt ?? 0) + patience,
    evidence: evidenceOf(
      statusEvidence(object, `initContainerStatuses[${name}].state.running`, 'it has not ended', startedAt),
      failure === undefined ? undefined : eventEvidence(object, failure),
    ),
  })
}
