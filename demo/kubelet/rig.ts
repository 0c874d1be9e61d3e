import { withPodDefaults } from '@/demo/api/defaults'
import { createClock, toTimestamp } from '@/demo/clock'
import { createAdmission } from '@/demo/controllers/admission'
import { startNodeLifecycleController } from '@/demo/controllers/node-lifecycle'
import { startPodGarbageCollector } from '@/demo/controllers/pod-garbage'
import { startTaintEvictionController } from '@/demo/controllers/taint-eviction'
import { createRandom } from '@/demo/random'
import { deleteObject } from '@/demo/store/deletion'
import type { Condition, Container, ContainerStatus, Node, Pod, PodSpec } from '@/demo/store/objects'
import { createStore } from '@/demo/store/store'
import { createEventRecorder } from '@/demo/world/event-recorder'
import { createPlacement } from '@/demo/world/placement'
import { type Behaviour, createRegistry } from '@/demo/world/registry'
import { createTraffic } from '@/demo/world/traffic'
import { createUsage } from '@/demo/world/usage'
import type { World } from '@/demo/world/world'
import { type Kubelet, startKubelet } from './kubelet'

/** Nodes with their kubelets and the controllers of nodes, no pods but the test's, and a clock that is moved by hand. */
export interface KubeletRig {
  readonly cluster: World & { readonly kubelet: Kubelet }
  readonly node: string
  /** Stores a pod that is bound to the node; its container is `web` unless the spec has others. */
  start(name: string, spec?: Partial<PodSpec>, behaviour?: Behaviour): Pod
  pod(name: string): Pod
  status(name: string, container?: string): ContainerStatus
  remove(name: string, grace?: number): void
  /** What has happened to the pod's containers since the start, one line for each change: `12.3 web Running`. */
  history(name: string): readonly string[]
  /** Reason and message of the events about an object, with their count, in the order of their first time. */
  events(name: string): readonly string[]
}

export const image = 'registry.shop.example/shop/web:1.0.0'
export const web: Container = {
  name: 'web',
  image,
  resources: { requests: { memory: '64Mi' }, limits: { memory: '128Mi' } },
}

/** The instant at which a rig's clock starts. */
export const start = Date.parse('2026-11-24T08:00:00Z')

/** `standing`: pods that stood there before the kubelets did. */
export function openKubeletRig({ nodes = 2, renewals = 0, standing = [] as readonly Pod[] } = {}): KubeletRig {
  const cluster = createNodesWorld(nodes, renewals, standing)
  const { store, clock, registry } = cluster
  const node = 'node-0'
  const lines = new Map<string, string[]>()
  store.pods.listen(({ type, object, previous }) => {
    const known = lines.get(object.metadata.name) ?? []
    lines.set(object.metadata.name, known)
    const at = ((clock.now() - start) / 1000).toFixed(1)
    if (type === 'DELETED') known.push(`${at} deleted`)
    for (const [name, told] of wordsOf(object))
      if (type === 'MODIFIED' && told !== new Map(wordsOf(previous)).get(name)) known.push(`${at} ${name} ${told}`)
  })
  const pod = (name: string) => {
    const found = store.pods.get('default', name)
    if (found === undefined) throw new Error(`There is no pod ${name}.`)
    return found
  }
  let made = 0
  return {
    cluster,
    node,
    pod,
    start(name, spec = {}, behaviour) {
      if (behaviour !== undefined) registry.set(image, behaviour)
      return store.pods.create(podOf(name, { nodeName: node, ...spec }, ++made))
    },
    status(name, container = 'web') {
      const { containerStatuses = [], initContainerStatuses = [] } = pod(name).status
      const found = [...containerStatuses, ...initContainerStatuses].find((status) => status.name === container)
      if (found === undefined) throw new Error(`Pod ${name} has no container ${container}.`)
      return found
    },
    remove: (name, grace) => void deleteObject(store.pods, clock, pod(name), grace),
    history: (name) => lines.get(name) ?? [],
    events: (name) =>
      [...store.events.values()]
        .filter(({ involvedObject }) => involvedObject.name === name)
        .map(({ reason, message, count = 1 }) => `${reason}: ${message}${count > 1 ? ` (x${count})` : ''}`),
  }
}

/** A pod as the API server stores a new one. */
export function podOf(name: string, spec: Partial<PodSpec> = {}, number = 255): Pod {
  const uid = `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
  const creationTimestamp = toTimestamp(start)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', uid, resourceVersion: '', generation: 1, creationTimestamp },
    spec: withPodDefaults({ containers: [web], nodeName: 'node-0', ...spec }),
    status: { phase: 'Pending', qosClass: 'Burstable' },
  }
}

function createNodesWorld(nodes: number, renewals: number, standing: readonly Pod[]): KubeletRig['cluster'] {
  const clock = createClock(start)
  const store = createStore()
  const random = createRandom('1')
  const registry = createRegistry(clock)
  const traffic = createTraffic({ store, clock, random })
  const usage = createUsage({ clock, registry, traffic })
  const placement = createPlacement(store)
  const admission = createAdmission(store)
  const world: World = {
    store,
    clock,
    random,
    registry,
    traffic,
    usage,
    placement,
    admission,
    events: createEventRecorder(store, clock),
  }
  for (let at = 0; at < nodes; at++) store.nodes.create(createNode(at))
  for (const pod of standing) store.pods.create(pod)
  const kubelet = startKubelet(world, { renewals })
  startNodeLifecycleController(world, kubelet)
  startTaintEvictionController(world, kubelet.podsOn)
  startPodGarbageCollector(world, kubelet.podsOn)
  return { ...world, kubelet }
}

function createNode(at: number): Node {
  const heard = toTimestamp(start - 60_000)
  const condition = (type: string, status: Condition['status']) =>
    ({ type, status, lastHeartbeatTime: heard, lastTransitionTime: heard }) as const
  const sizes = { cpu: '16', memory: '64Gi', pods: '110', 'ephemeral-storage': '100Gi' }
  const name = `node-${at}`
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: `${name}-uid`, resourceVersion: '', creationTimestamp: heard },
    spec: { podCIDR: `10.64.${at}.0/24` },
    status: {
      capacity: sizes,
      allocatable: sizes,
      conditions: [
        ...['MemoryPressure', 'DiskPressure', 'PIDPressure'].map((type) => condition(type, 'False')),
        condition('Ready', 'True'),
      ],
      addresses: [{ type: 'InternalIP', address: `10.0.0.${at + 1}` }],
      nodeInfo: {},
    },
  }
}

function wordsOf(pod: Pod | undefined): readonly (readonly [string, string])[] {
  const { containerStatuses = [], initContainerStatuses = [] } = pod?.status ?? {}
  return [...initContainerStatuses, ...containerStatuses].map(({ name, state, ready }) => {
    const end = state.terminated && `${state.terminated.reason} ${state.terminated.exitCode}`
    return [name, state.waiting?.reason ?? end ?? (ready ? 'Ready' : 'Running')]
  })
}
