import { toTimestamp } from '@/demo/clock'
import type { Condition, ContainerStatus, Node, Pod, PodStatus } from '@/demo/store/objects'
import { type Containers, isInitialized, isSidecar } from './containers'

type Why = Pick<Condition, 'reason' | 'message'>

/** What a kubelet reports for a pod with these containers (pkg/kubelet/status/generate.go): phase and conditions follow from them. */
export function composeStatus(
  pod: Pod,
  containers: Containers,
  hostIP: string,
  podIP: string,
  at: number,
  hasSandbox = false,
): PodStatus {
  const { status } = pod
  const { init, main } = containers
  const phase = phaseOf(pod, containers)
  const isOver = phase === 'Succeeded' || phase === 'Failed'
  const sandbox = hasSandbox || [...main, ...init].some(hasSandboxBehind)
  const containersReady = containersReadyOf(pod, containers, phase)
  const podReady = containersReady ?? gatesOf(pod)
  const initialized = notInitialized(pod, containers, phase)
  const generation = pod.metadata.generation ?? 1
  const own: readonly Condition[] = [
    condition('PodReadyToStartContainers', sandbox && !isOver, undefined),
    condition('Initialized', initialized?.reason === 'PodCompleted' || initialized === undefined, initialized),
    condition('Ready', podReady === undefined, podReady),
    condition('ContainersReady', containersReady === undefined, containersReady),
    condition('PodScheduled', true, undefined),
  ].map((told) => ({ ...told, observedGeneration: generation, lastTransitionTime: toTimestamp(at) }))
  return {
    ...status,
    phase,
    observedGeneration: generation,
    conditions: mergeConditions(status.conditions ?? [], own),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(sandbox ? { podIP, podIPs: [{ ip: podIP }] } : {}),
    startTime: status.startTime ?? toTimestamp(at),
    ...(init.length > 0 ? { initContainerStatuses: init } : {}),
    containerStatuses: main,
  }
}

const early = ['ContainerCreating', 'PodInitializing']

/** Whatever is said of a container but that it is being created, a sandbox was there before. */
const hasSandboxBehind = ({ state }: ContainerStatus) => !early.includes(state.waiting?.reason ?? '')

function condition(type: string, holds: boolean, why: Why | undefined): Condition {
  return { type, status: holds ? 'True' : 'False', lastProbeTime: null, lastTransitionTime: null, ...why }
}

const listed = (containers: readonly ContainerStatus[]) => `[${containers.map(({ name }) => name).join(' ')}]`

function containersReadyOf(pod: Pod, { init, main }: Containers, phase: PodStatus['phase']): Why | undefined {
  if (phase === 'Succeeded') return { reason: 'PodCompleted' }
  if (phase === 'Failed') return { reason: 'PodFailed' }
  const counted = [...init.filter(({ name }) => isSidecar(pod, name)), ...main]
  const unready = counted.filter(({ ready }) => !ready)
  if (unready.length === 0) return undefined
  return { reason: 'ContainersNotReady', message: `containers with unready status: ${listed(unready)}` }
}

/** Why the pod isn't ready although its containers are. */
export function gatesOf({ spec, status }: Pod): Why | undefined {
  const closed = (spec.readinessGates ?? []).flatMap(({ conditionType: type }) => {
    const known = status.conditions?.find((condition) => condition.type === type)
    if (known === undefined) return [`corresponding condition of pod readiness gate "${type}" does not exist.`]
    return known.status === 'True'
      ? []
      : [`the status of pod readiness gate "${type}" is not "True", but ${known.status}`]
  })
  return closed.length === 0 ? undefined : { reason: 'ReadinessGatesNotReady', message: closed.join(', ') }
}

function notInitialized(pod: Pod, { init, main }: Containers, phase: PodStatus['phase']): Why | undefined {
  if (phase === 'Succeeded') return { reason: 'PodCompleted' }
  if (main.some(hasStarted)) return undefined
  const incomplete = init.filter((container) => !isInitialized(pod, container))
  if (incomplete.length === 0) return undefined
  return { reason: 'ContainersNotInitialized', message: `containers with incomplete status: ${listed(incomplete)}` }
}

const hasStarted = ({ state, lastState }: ContainerStatus) => !state.waiting || lastState.terminated !== undefined

/** The kubelet's own conditions anew, each with its old transition time while its status stays; others are left alone. */
function mergeConditions(old: readonly Condition[], own: readonly Condition[]): readonly Condition[] {
  const others = old.filter(({ type }) => !own.some((next) => next.type === type))
  const merged = own.map((next) => {
    const before = old.find(({ type }) => type === next.type)
    return before?.status === next.status ? { ...next, lastTransitionTime: before.lastTransitionTime } : next
  })
  return [...others, ...merged]
}

/** k8s.io/kubernetes pkg/kubelet/kubelet_pods.go getPhase, v1.36; a pod on its way out whose containers ended is over. */
function phaseOf(pod: Pod, { init, main }: Containers): NonNullable<PodStatus['phase']> {
  if (pod.status.reason !== undefined && pod.status.phase === 'Failed') return 'Failed'
  const policy = pod.spec.restartPolicy ?? 'Always'
  const hasBegun = main.some(hasStarted)
  const regular = init.filter(({ name }) => !isSidecar(pod, name))
  if (policy === 'Never' && regular.some(({ state }) => (state.terminated?.exitCode ?? 0) !== 0)) return 'Failed'
  if (!hasBegun && init.some((container) => !isInitialized(pod, container))) return 'Pending'
  if (main.some((container) => !hasStarted(container))) return 'Pending'
  if (main.some(({ state }) => state.running !== undefined)) return 'Running'
  const isTerminal = pod.metadata.deletionTimestamp !== undefined
  const last = main.map(({ state, lastState }) => (state.terminated ?? lastState.terminated)?.exitCode)
  const succeeded = last.every((exitCode) => exitCode === 0)
  if (isTerminal) return succeeded ? 'Succeeded' : 'Failed'
  if (policy === 'Always' || main.length === 0) return main.length === 0 ? 'Pending' : 'Running'
  if (succeeded) return 'Succeeded'
  return policy === 'Never' ? 'Failed' : 'Running'
}

/** An address in the node's podCIDR, from the pod's uid. */
export function addressOf(node: Node, { metadata }: Pod): string {
  const [network = '10.64.0.0'] = (node.spec.podCIDR ?? '').split('/')
  const last = 2 + (Number.parseInt(metadata.uid.slice(0, 8), 16) % 252)
  return network.replace(/\d+$/, String(last))
}
