import type { Container } from '@/demo/store/objects'
import { inBackOff, running, waiting } from './containers'
import { backOffMessage, imageSize, isPulled, pullError, pulledMessage } from './images'
import { missingEnvironment } from './references'
import type { Sync } from './sync'

const pullKey = (image: string) => `image ${image}`

/** Starts a container as far as it comes now: with an image to pull, no further than that. */
export function begin(sync: Sync, container: Container): void {
  const { memory, pod, node, random, now } = sync
  const { name, image } = container
  const isPresent = memory.imagesOn(node.metadata.name).has(image)
  if (isPulled(container, isPresent)) {
    const isGone = sync.behaviourOf(container).run === 'no-image'
    const megabytesPerSecond = random.between(40, 90)
    const transfer = isPresent ? random.between(300, 900) : 400 + imageSize(image) / 1000 / megabytesPerSecond
    const takes = isGone ? random.between(600, 1800) : transfer
    memory.notesOf(pod).pulls.set(name, { since: now, until: now + takes })
    return sync.say('Normal', 'Pulling', `Pulling image "${image}"`, name)
  }
  if (!isPresent) {
    return refuse(
      sync,
      container,
      'ErrImageNeverPull',
      `Container image "${image}" is not present with pull policy of Never`,
    )
  }
  sync.say(
    'Normal',
    'Pulled',
    `Container image "${image}" already present on machine and can be accessed by the pod`,
    name,
  )
  create(sync, container)
}

/** The pull has come to its end, one or the other. */
export function finishPull(sync: Sync, container: Container): void {
  const { memory, pod, node, now } = sync
  const { name, image } = container
  const { pulls } = memory.notesOf(pod)
  const pull = pulls.get(name)
  const behaviour = sync.behaviourOf(container)
  pulls.delete(name)
  if (pull === undefined) return
  if (behaviour.run !== 'no-image') {
    memory.imagesOn(node.metadata.name).add(image)
    sync.say('Normal', 'Pulled', pulledMessage(image, pull.until - pull.since), name)
    return create(sync, container)
  }
  const error = pullError(image, behaviour.cause)
  sync.say('Warning', 'Failed', `Failed to pull image "${image}": ${error}`, name)
  sync.say('Warning', 'Failed', 'Error: ErrImagePull', name)
  memory.backOff.next(pod.metadata.uid, pullKey(image), now, now)
  sync.set(waiting(container, 'ErrImagePull', error, sync.statusOf(name)))
}

export function awaitImage(sync: Sync, container: Container): void {
  const { name, image } = container
  sync.say('Normal', 'BackOff', `Back-off pulling image "${image}"`, name)
  sync.say('Warning', 'Failed', 'Error: ImagePullBackOff', name)
  const message = backOffMessage(image, sync.behaviourOf(container).cause)
  sync.set(waiting(container, 'ImagePullBackOff', message, sync.statusOf(name)))
}

/** When the next pull of an image is due that a pod waits for; a pod that stood there before is somewhere within its wait. */
export function nextPull(
  { memory, world, random }: Pick<Sync, 'memory' | 'world' | 'random'>,
  uid: string,
  image: string,
) {
  const now = world.clock.now()
  const { backOff } = memory
  if (backOff.delayOf(uid, pullKey(image)) === 0) {
    const delay = random.between(0, 300_000)
    backOff.assume(uid, pullKey(image), 300_000, now + delay - 300_000)
  }
  return now + backOff.remaining(uid, pullKey(image), backOff.lastAt(uid, pullKey(image)), now)
}

function create(sync: Sync, container: Container): void {
  const { pod, world, random, now } = sync
  const { name, image, startupProbe, readinessProbe } = container
  const isBroken = sync.behaviourOf(container).run === 'no-config'
  const problem = isBroken ? `secret "${name}-credentials" not found` : missingEnvironment(world.store, pod, container)
  const status = sync.statusOf(name)
  if (problem !== undefined) return refuse(sync, container, 'CreateContainerConfigError', problem)
  if (status === undefined) return
  sync.say('Normal', 'Created', 'Container created', name)
  sync.say('Normal', 'Started', 'Container started', name)
  const started = startupProbe === undefined
  sync.set({ ...running({ ...status, image }, now, random, started && readinessProbe === undefined), started })
}

function refuse(sync: Sync, container: Container, reason: string, message: string): void {
  const { name } = container
  sync.say('Warning', 'Failed', `Error: ${message}`, name)
  const status = sync.statusOf(name)
  const isTold = status?.state.waiting?.reason === reason && status.state.waiting.message === message
  if (!isTold) sync.set(waiting(container, reason, message, status))
}

/** A container has ended: it starts again at once, or waits in back-off (kuberuntime doBackOff). */
export function startAgain(sync: Sync, container: Container): void {
  const { memory, pod, now } = sync
  const { name, namespace = '', uid } = pod.metadata
  const status = sync.statusOf(container.name)
  if (status === undefined) return
  const finishedAt = Date.parse(status.state.terminated?.finishedAt ?? '') || now
  if (memory.backOff.remaining(uid, container.name, finishedAt, now) === 0) return endBackOff(sync, container)
  const text = `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`
  sync.say('Warning', 'BackOff', text, container.name)
  sync.set(inBackOff(pod, status, memory.backOff.delayOf(uid, container.name)))
}

export function endBackOff(sync: Sync, container: Container): void {
  const { memory, pod, now } = sync
  const status = sync.statusOf(container.name)
  const end = status?.state.terminated ?? status?.lastState.terminated
  memory.backOff.next(pod.metadata.uid, container.name, Date.parse(end?.finishedAt ?? '') || now, now)
  begin(sync, container)
}
