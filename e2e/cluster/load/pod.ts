import type { ContainerStatus, Pod, PodCondition, PodStatus } from 'kubernetes-types/core/v1'
import { seededHex, seededSuffix } from '@/e2e/cluster/identifiers'
import { annotations } from '@/e2e/cluster/kwok/annotations'
import type { Manifest } from '@/e2e/cluster/manifest'
import { nodeAddress, nodeName, podNetwork } from '@/e2e/cluster/nodes'
import { type Application, podAnnotations, podLabels, podSpec, replicaSetName } from './application'
import { isBrokenPod, type PodState } from './pod-state'

/** Where a pod of the load runs. */
export interface Place {
  readonly node: number
  /** The how manieth pod of the load on that node. */
  readonly slot: number
}

/** Deals pods out to all nodes but the control plane's. */
export const placeOf = (podNumber: number, nodes: number): Place => ({
  node: 1 + (podNumber % (nodes - 1)),
  slot: Math.floor(podNumber / (nodes - 1)),
})

export function podManifest(app: Application, podIndex: number, place: Place, replicaSetUid: string): Manifest<Pod> {
  const owner = replicaSetName(app)
  const broken = stateOf(app, podIndex) !== undefined
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${owner}-`,
      name: `${owner}-${seededSuffix(`${owner} ${podIndex}`)}`,
      namespace: app.namespace,
      labels: podLabels(app),
      annotations: {
        ...podAnnotations(app),
        [annotations.startup]: 'external',
        ...(broken ? { [annotations.static]: 'true' } : {}),
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: owner,
          uid: replicaSetUid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: { ...podSpec(app), nodeName: nodeName(place.node) },
  }
}

const stateOf = (app: Application, podIndex: number): PodState | undefined =>
  app.broken && isBrokenPod(app.index, podIndex) ? app.broken : undefined

/** What a kubelet would report. Addresses end in .100 and above: kwok hands out those below. */
export function podStatus(app: Application, podIndex: number, place: Place, now: Date): PodStatus {
  const state = stateOf(app, podIndex)
  const time = now.toISOString().replace(/\.\d+Z/, 'Z')
  const podIP = `${podNetwork(place.node)}.${100 + (place.slot % 150)}`
  const hostIP = nodeAddress(place.node)
  return {
    phase: state?.phase ?? 'Running',
    conditions: podConditions(state === undefined, time),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: time,
    containerStatuses: podSpec(app).containers.map(({ name, image = '' }, index) => {
      const seed = `${app.name} ${podIndex} ${name}`
      return index === 0 && state ? brokenStatus(name, image, seed, state, time) : wellStatus(name, image, seed, time)
    }),
  }
}

function podConditions(ready: boolean, time: string): PodCondition[] {
  const condition = (type: string, isTrue: boolean): PodCondition => ({
    type,
    status: isTrue ? 'True' : 'False',
    lastTransitionTime: time,
    ...(isTrue ? {} : { reason: 'ContainersNotReady', message: 'containers with unready status: [main]' }),
  })
  return [
    condition('PodReadyToStartContainers', true),
    condition('Initialized', true),
    condition('Ready', ready),
    condition('ContainersReady', ready),
    condition('PodScheduled', true),
  ]
}

const containerId = (seed: string): string => `containerd://${seededHex(seed, 64)}`
const imageId = (image: string): string => `${image.split(':')[0]}@sha256:${seededHex(image, 64)}`

/** One container in twenty has restarted before, as containers do. */
function wellStatus(name: string, image: string, seed: string, time: string): ContainerStatus {
  const chance = Number.parseInt(seededHex(seed, 4), 16)
  return {
    name,
    image,
    imageID: imageId(image),
    containerID: containerId(seed),
    ready: true,
    started: true,
    restartCount: chance % 20 === 0 ? 1 + (chance % 3) : 0,
    state: { running: { startedAt: time } },
  }
}

function brokenStatus(name: string, image: string, seed: string, state: PodState, time: string): ContainerStatus {
  const { phase, waiting, lastExit } = state
  const hasStarted = phase === 'Running'
  const restartCount = lastExit ? 3 + (Number.parseInt(seededHex(seed, 4), 16) % 40) : 0
  const terminated = lastExit && {
    ...lastExit,
    startedAt: time,
    finishedAt: time,
    containerID: containerId(`old ${seed}`),
  }
  return {
    name,
    image,
    imageID: hasStarted ? imageId(image) : '',
    ...(hasStarted ? { containerID: containerId(seed) } : {}),
    ready: false,
    started: waiting === undefined,
    restartCount,
    state: waiting ? { waiting } : { running: { startedAt: time } },
    ...(terminated ? { lastState: { terminated } } : {}),
  }
}
