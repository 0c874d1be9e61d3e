import { createRandom, safeHash } from '@/demo/random'
import type { Container, ContainerStatus, LifecycleHook, Pod, Terminated } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { type Behaviour, usualBehaviour } from '@/demo/world/registry'
import { parseQuantity } from '@/lib/kube/quantity'

/** How a container's run ends by itself: `after` milliseconds, counted from its start. */
export interface End {
  readonly after: number
  readonly how: Pick<Terminated, 'exitCode' | 'reason'>
}

export const completed = { exitCode: 0, reason: 'Completed' } as const
export const outOfMemory = { exitCode: 137, reason: 'OOMKilled' } as const
export const killed = { exitCode: 137, reason: 'Error' } as const

/** At least 0, below 1; always the same for a run of a container. */
export function shareOf({ containerID = '', name }: ContainerStatus, salt: string): number {
  return createRandom(`${containerID}/${name}/${salt}`).next()
}

/** The bytes that a running container has leaked at this instant; 0 for one that doesn't leak. */
export function leakedBytes({ state }: ContainerStatus, behaviour: Behaviour, now: number): number {
  if (state.running === undefined || behaviour.leak === undefined) return 0
  const start = Math.max(Date.parse(state.running.startedAt), behaviour.since ?? 0)
  return Math.max(0, ((now - start) / 1000) * behaviour.leak)
}

/** How the image behaves in this run: what fails only so many times comes right after them. */
export function behaviourNow(store: Store, pod: Pod, status: ContainerStatus, behaviour: Behaviour): Behaviour {
  if (behaviour.failures === undefined) return behaviour
  const job = pod.metadata.ownerReferences?.find(({ controller, kind }) => controller && kind === 'Job')
  const before = (job && store.jobs.get(pod.metadata.namespace, job.name)?.status.failed) ?? 0
  if (status.restartCount + before < behaviour.failures) return behaviour
  return { ...behaviour, run: behaviour.run === 'fail' ? 'complete' : 'serve' }
}

/** When and how a running container ends if nobody stops it; undefined for one that goes on. */
export function endOf(
  pod: Pod,
  { resources }: Container,
  status: ContainerStatus,
  behaviour: Behaviour,
  usedMemory: number,
): End | undefined {
  const about = (seconds: number) => seconds * 1000 * (0.95 + 0.1 * shareOf(status, 'end'))
  const failed = { exitCode: behaviour.exitCode ?? 1, reason: 'Error' }
  const limit = parseQuantity(resources?.limits?.['memory'] ?? '') ?? 0
  const leak = behaviour.leak ?? 0
  if (leak > 0 && limit > 0) return { after: Math.max(1, ((limit - usedMemory) / leak) * 1000), how: outOfMemory }
  switch (behaviour.run) {
    case 'crash':
    case 'fail':
      return { after: about(behaviour.seconds), how: failed }
    case 'oom':
      return { after: about(behaviour.seconds), how: outOfMemory }
    case 'complete':
      return { after: about(behaviour.seconds), how: completed }
    default:
      return isMeantToEnd(pod, status.name, behaviour)
        ? { after: about(2 + 6 * shareOf(status, 'run')), how: completed }
        : undefined
  }
}

/** Init containers end; so does a Job's work, when nothing else is known of its image. */
function isMeantToEnd({ metadata, spec }: Pod, name: string, behaviour: Behaviour): boolean {
  const init = spec.initContainers?.find((container) => container.name === name)
  if (init !== undefined) return init.restartPolicy !== 'Always'
  return behaviour === usualBehaviour && metadata.ownerReferences?.[0]?.kind === 'Job'
}

/** How long a container takes to end when it is told to, and how: beyond the grace it is killed. */
export function shutdownOf(
  { lifecycle }: Container,
  status: ContainerStatus,
  behaviour: Behaviour,
  grace: number,
): End {
  const ownTime = (behaviour.shutdownSeconds ?? 0.3 + 1.7 * shareOf(status, 'stop')) * 1000
  const wanted = hookTime(lifecycle?.preStop) + (behaviour.run === 'deadlock' ? Number.POSITIVE_INFINITY : ownTime)
  if (wanted > grace) return { after: grace, how: killed }
  // Some programs catch SIGTERM and leave with 0, others are ended by it; an image is one or the other.
  const catches = safeHash(status.image).charCodeAt(0) % 2 === 0
  return { after: wanted, how: catches ? completed : { exitCode: 143, reason: 'Error' } }
}

/** How long a postStart or preStop hook takes, in milliseconds. */
export function hookTime(hook: LifecycleHook | undefined): number {
  if (hook === undefined) return 0
  const [, slept] = /\bsleep (\d+(?:\.\d+)?)/.exec(hook.exec?.command?.join(' ') ?? '') ?? []
  return (hook.sleep?.seconds ?? Number(slept ?? 0.2)) * 1000
}
