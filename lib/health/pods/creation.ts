import type { Cause } from '@/lib/health/causes'
import { isFault } from '@/lib/health/container-fault'
import { eventEvidence, eventTimes, latestEvent } from '@/lib/health/events'
import { statusEvidence, waitingEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { span, withoutTransport } from '@/lib/health/words'
import type { Event } from '@/lib/kube/kinds/event'
import type { ContainerStatus } from '@/lib/kube/kinds/pod'
import { evidenceOf, type PodScene, podFinding } from './scene'

/** Waiting reasons of kuberuntime_container.go, container/sync_result.go and cri-api/pkg/errors. */
const waits: Readonly<Record<string, Cause>> = {
  CreateContainerError: 'container-create',
  RROUnsupported: 'container-create',
  PreCreateHookError: 'container-hook',
  PreStartHookError: 'container-hook',
  PostStartHookError: 'container-hook',
  RunContainerError: 'command-cannot-run',
  ContainerCannotRun: 'command-cannot-run',
  KillContainerError: 'container-kill',
  ImageVolumeMountFailed: 'volume-mount',
}

/** A container that the node can't make or start, for a reason that is neither its image nor its own end. */
export function findCreationFault(scene: PodScene, container: ContainerStatus): Finding | undefined {
  const { reason = '', message = '' } = container.state?.waiting ?? {}
  const evidence = [waitingEvidence(scene.object, container)]
  const { name } = container
  if (reason === 'CreateContainerConfigError') return findConfigFault(scene, name, message, evidence)
  const cause = waits[reason]
  if (cause === 'volume-mount')
    return podFinding(scene, cause, { detail: { volume: '' }, words: { why: message }, evidence })
  if (cause !== undefined)
    return podFinding(scene, cause === 'command-cannot-run' && !blamesCommand(message) ? 'container-create' : cause, {
      detail: { container: name },
      words: { why: message },
      evidence,
    })
  // In-place resizing leaves a running container behind (findResize); newer faults end in Error or BackOff as well.
  if (!isFault(reason) || reason === 'CrashLoopBackOff' || reason === 'ResizePodInPlaceError') return undefined
  return podFinding(scene, 'container-waits', {
    detail: { container: name, reason },
    words: { why: message },
    evidence,
  })
}

/** A runtime that can't start a container names the command, unless it is a mount, a device or a profile that it can't set up. */
export const blamesCommand = (message: string): boolean =>
  /exec|executable|command/i.test(message) || !/mount|device|cgroup|seccomp|apparmor|sysctl/i.test(message)

function findConfigFault(scene: PodScene, container: string, message: string, evidence: Finding['evidence']): Finding {
  const missing = missingConfig(message)
  if (missing !== undefined) {
    const words = { namespace: scene.object.namespace }
    return podFinding(scene, 'config-missing', { detail: { missing }, words, evidence })
  }
  if (/run as root|runAsNonRoot/i.test(message))
    return podFinding(scene, 'config-refused', { detail: { container }, words: { user: userIn(message) }, evidence })
  return podFinding(scene, 'config-error', { detail: { container }, words: { why: message }, evidence })
}

/** The user of the image where it is not a number (kuberuntime security_context.go). */
const userIn = (message: string): string => /non-numeric user \(([^)]+)\)/.exec(message)?.[1] ?? ''

/** `secret payments-db`, `key url of configmap web`, from the words of the kubelet (kubelet_pods.go, volume plugins). */
export function missingConfig(message: string): string | undefined {
  const key = /couldn't find key (\S+) in (ConfigMap|Secret) (?:[\w.-]+\/)?([\w.-]+)/i.exec(message)
  if (key !== null) return `key ${key[1]} of ${key[2]?.toLowerCase()} ${key[3]}`
  const keys = /references non-existent (config|secret) key: (\S+)/.exec(message)
  if (keys !== null) return `${keys[1] === 'config' ? 'configmap' : 'secret'} key ${keys[2]}`
  const whole = /(configmap|secret)s? "(?:[\w.-]+\/)?([^"]+)" not found/i.exec(message)
  return whole === null ? undefined : `${whole[1]?.toLowerCase()} ${whole[2]}`
}

const eventCauses: Readonly<Record<string, Cause>> = {
  FailedMount: 'volume-mount',
  FailedMapVolume: 'volume-mount',
  FailedAttachVolume: 'volume-attach',
  FailedCreatePodSandBox: 'sandbox',
}

/** How long a first failed try to prepare a pod may be a matter of order, ms; the second one counts at once. */
const settle = 10_000
const hang = 300_000

/** A pod on a node of which no container was even begun: only events say why. */
export function findPreparationFault(scene: PodScene): Finding | undefined {
  const { status, object, unreadySince } = scene
  const waiting = [...status.initContainerStatuses, ...status.containerStatuses]
  const begun = waiting.some(({ state, lastState }) => state?.running ?? state?.terminated ?? lastState?.terminated)
  if (status.phase !== 'Pending' || begun || scene.pod.spec?.nodeName === '') return undefined
  const event = latestEvent(
    scene.events(),
    ({ reason, type }) => type !== 'Normal' && eventCauses[reason] !== undefined,
  )
  const went = latestEvent(scene.events(), ({ reason }) => goesOn.has(reason) || passes[event?.reason ?? ''] === reason)
  const isOver = event !== undefined && went !== undefined && eventTimes(went).last >= eventTimes(event).last
  if (event !== undefined && !isOver) return findInEvent(scene, event)
  const since = status.startTime ?? unreadySince
  if (since === undefined) return undefined
  const sandbox = status.conditions.find(
    ({ type, status: value }) => type === 'PodReadyToStartContainers' && value === 'False',
  )
  return podFinding(scene, sandbox === undefined || isPulling(went) ? 'start-hangs' : 'sandbox', {
    detail: {},
    words: {
      patience: span(hang),
      why: sandbox?.message ?? '',
      doing: isPulling(went) ? 'the node still pulls its image' : '',
    },
    since,
    from: since + hang,
    evidence: [
      statusEvidence(object, 'phase', `Pending, ${waiting[0]?.state?.waiting?.reason ?? 'no container begun'}`, since),
    ],
  })
}

/** What a node does only when sandbox and volumes are there: what failed of them before has mended itself. */
const goesOn = new Set(['Pulling', 'Pulled', 'Created', 'Started'])
const passes: Readonly<Record<string, string>> = { FailedAttachVolume: 'SuccessfulAttachVolume' }
const isPulling = (event: Event | undefined): boolean => event?.reason === 'Pulling'

function findInEvent(scene: PodScene, event: Event): Finding {
  const { first, count } = eventTimes(event)
  const evidence = evidenceOf(eventEvidence(scene.object, event))
  const missing = event.reason === 'FailedMount' ? missingConfig(event.message) : undefined
  const since = scene.unreadySince ?? first
  if (missing !== undefined) {
    const words = { namespace: scene.object.namespace }
    return podFinding(scene, 'config-missing', { detail: { missing }, words, since, evidence })
  }
  const cause = eventCauses[event.reason] ?? 'start-hangs'
  const volume =
    cause === 'sandbox' ? undefined : /for volume "([^"]+)"|unmounted volumes=\[([^\]]+)\]/.exec(event.message)
  const why = withoutTransport(event.message)
    .replace(/^Failed to create pod sandbox: /, '')
    .replace(/^(MountVolume|AttachVolume)\.\w+ failed for volume "[^"]*"\s*: /, '')
  const detail: Finding['detail'] = cause === 'sandbox' ? {} : { volume: volume?.[1] ?? volume?.[2] ?? '' }
  const from = count > 1 ? undefined : first + settle
  return podFinding(scene, cause, { detail, words: { why }, since, from, evidence })
}
