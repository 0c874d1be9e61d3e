import { isDeepStrictEqual } from 'node:util'
import { frozenClock, toTimestamp } from '@/demo/clock'
import { namespaceIndexOf } from '@/demo/store/namespace-index'
import type { Endpoint, EndpointSlice, Service } from '@/demo/store/network-objects'
import { controllerOf, isReady, type Pod } from '@/demo/store/objects'
import { hasEnded } from '@/demo/world/bookings'
import type { World } from '@/demo/world/world'
import { createQueue } from './queue'
import { followSelections, type Selections } from './selections'

const mostEndpoints = 100
const managedBy = 'endpointslice-controller.k8s.io'

/** Keeps the EndpointSlices of each Service in step with its pods: who is ready, who still serves, where they are. */
export function startEndpointSliceController(world: World): void {
  const { store, clock } = world
  const random = world.random.fork('endpointslices')
  const queue = createQueue(clock, 200, (namespace, name) => {
    const service = store.services.get(namespace, name)
    if (service !== undefined) sync({ ...world, random }, service, selections)
  })
  const selections = followSelections<Service>({
    pods: store.pods,
    owners: store.services,
    selectorOf,
    changed: ({ metadata }) => queue.add(metadata.namespace, metadata.name),
    counts: isSeen,
  })
  store.endpointslices.listen(({ type, object }) => {
    if (type === 'DELETED') queue.addController(object, 'Service')
  })
  // What stood there before has its slices since then.
  for (const service of [...store.services.values()]) {
    const then = frozenClock(Date.parse(service.metadata.creationTimestamp))
    sync({ ...world, clock: then, random }, service, selections)
  }
}

const selectorOf = ({ spec }: Service) =>
  spec.selector === undefined || spec.type === 'ExternalName' ? undefined : { matchLabels: spec.selector }

/** What an endpoint shows of its pod has changed. */
function isSeen(pod: Pod, previous: Pod): boolean {
  return (
    pod.status.podIP !== previous.status.podIP ||
    pod.spec.nodeName !== previous.spec.nodeName ||
    pod.metadata.deletionTimestamp !== previous.metadata.deletionTimestamp ||
    isReady(pod) !== isReady(previous) ||
    hasEnded(pod) !== hasEnded(previous)
  )
}

/** k8s.io/endpointslice reconciler: what stays keeps its slice, what is new fills the gaps, then new slices. */
function sync(world: World, service: Service, selections: Selections<Service>): void {
  const { store } = world
  const { name, namespace } = service.metadata
  if (selectorOf(service) === undefined || service.metadata.deletionTimestamp !== undefined) return
  const pods = selections.podsOf(service).filter((pod) => pod.status.podIP && !hasEnded(pod))
  const wanted = new Map(pods.map((pod) => [pod.metadata.uid, endpointOf(world, service, pod)]))
  const ports = portsOf(service, pods[0])
  const slices = namespaceIndexOf(store.endpointslices)
    .in(namespace)
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name)
    .filter(({ metadata }) => metadata.labels?.['endpointslice.kubernetes.io/managed-by'] === managedBy)
  const kept = slices.map(({ endpoints }) =>
    (endpoints ?? []).flatMap(({ targetRef }) => {
      const uid = targetRef?.uid ?? ''
      const endpoint = wanted.get(uid)
      wanted.delete(uid)
      return endpoint ?? []
    }),
  )
  const added = [...wanted.values()]
  slices.forEach((slice, at) => {
    const staying = kept[at] ?? []
    const endpoints = [...staying, ...added.splice(0, mostEndpoints - staying.length)]
    const isLast = at === 0 && added.length === 0 && kept.every((each) => each.length === 0)
    if (endpoints.length === 0 && !isLast) return store.endpointslices.remove(slice)
    if (isDeepStrictEqual(endpoints, slice.endpoints) && isDeepStrictEqual(ports, slice.ports)) return
    const metadata = { ...slice.metadata, generation: (slice.metadata.generation ?? 1) + 1 }
    store.endpointslices.update({ ...slice, metadata, endpoints, ports })
  })
  while (added.length > 0) store.endpointslices.create(newSlice(world, service, added.splice(0, mostEndpoints), ports))
  // A Service without endpoints has one empty slice.
  if (slices.length === 0 && pods.length === 0) store.endpointslices.create(newSlice(world, service, [], ports))
}

function endpointOf({ store }: World, service: Service, pod: Pod): Endpoint {
  const { name, namespace, uid, deletionTimestamp } = pod.metadata
  const { nodeName, hostname, subdomain } = pod.spec
  const zone = store.nodes.get(undefined, nodeName ?? '')?.metadata.labels?.['topology.kubernetes.io/zone']
  const serving = isReady(pod)
  const terminating = deletionTimestamp !== undefined
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating)
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready, serving, terminating },
    ...(typeof hostname === 'string' && subdomain === service.metadata.name ? { hostname } : {}),
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef: { kind: 'Pod', namespace: namespace ?? '', name, uid },
    ...(zone === undefined ? {} : { zone }),
  }
}

/** Named ports are looked up in the pod. */
function portsOf({ spec }: Service, pod: Pod | undefined): EndpointSlice['ports'] {
  if (pod === undefined) return []
  const declared = pod.spec.containers.flatMap(({ ports = [] }) => ports)
  return (spec.ports ?? []).flatMap(({ name = '', port, targetPort = port, protocol = 'TCP' }) => {
    const found =
      typeof targetPort === 'number' ? targetPort : declared.find((each) => each.name === targetPort)?.containerPort
    return found === undefined ? [] : [{ name, port: found, protocol }]
  })
}

function newSlice(
  { random, clock }: World,
  service: Service,
  endpoints: readonly Endpoint[],
  ports: EndpointSlice['ports'],
): EndpointSlice {
  const { name, namespace, labels } = service.metadata
  const generateName = `${name}-`
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: generateName + random.suffix(5),
      generateName,
      namespace,
      uid: random.uuid(),
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(clock.now()),
      labels: {
        ...labels,
        'endpointslice.kubernetes.io/managed-by': managedBy,
        'kubernetes.io/service-name': name,
        ...(service.spec.clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {}),
      },
      ownerReferences: [controllerOf(service)],
    },
    addressType: 'IPv4',
    endpoints,
    ports,
  }
}
