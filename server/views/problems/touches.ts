import { referenceKey, referTo } from '@/lib/health/reference'
import type { Surroundings } from '@/lib/health/surroundings'
import type { Node } from '@/lib/kube/kinds/node'
import type { Pod } from '@/lib/kube/kinds/pod'
import { keyOf, type Store, type Stored } from '@/server/kube/store'
import { topOwner } from '@/server/views/owners'
import type { ClusterStores } from '@/server/views/tables'
import type { Findings } from './findings'

/** What a change says of other objects than the one that changed. */
export interface Touch {
  /** What was found on this object may be different now. */
  object(kind: string, key: string): void
  /** What is told of this subject may be different now, though nothing else was found: the harm is another. */
  subject(key: string): void
}

export function followNeighbours(stores: ClusterStores, around: Surroundings, findings: Findings, touch: Touch): void {
  followPods(stores, around, touch)
  followOwners(stores, findings, touch)
  followNodes(stores, touch)
  followEvents(stores, around, touch)
  followNetwork(stores, around, findings, touch)
  onChange(stores.budgets, ({ metadata }) => touchHarm(metadata))
  onChange(stores.autoscalers, ({ metadata }) => touchHarm(metadata))
  onChange(stores.claims, ({ metadata }) => {
    for (const id of findings.objectsIn(metadata?.namespace ?? ''))
      if (id.startsWith('Pod ')) touch.object('Pod', id.slice(4))
  })

  function touchHarm(metadata: Stored['metadata']) {
    for (const subject of findings.subjectsIn(metadata?.namespace ?? '')) touch.subject(subject)
  }
}

function onChange<T extends Stored>(
  store: Store<T>,
  act: (object: T, before: T | undefined, after: T | undefined) => void,
) {
  store.subscribe((before, after) => {
    const object = after ?? before
    if (object !== undefined) act(object, before, after)
  })
}

/** A pod says something of the StatefulSet that waits for it, and of the Services that select it. */
function followPods(stores: ClusterStores, around: Surroundings, touch: Touch): void {
  onChange(stores.pods, (pod, before, after) => {
    const owner = topOwner(stores, pod)
    if (owner?.kind === 'StatefulSet') touch.object('StatefulSet', owner.uid)
    if (before !== undefined && after !== undefined) return
    for (const service of around.servicesSelecting(pod.metadata?.namespace ?? '', pod.metadata?.labels ?? {}))
      touch.object('Service', keyOf(service))
  })
}

/** An owner that comes or goes changes whose its pods are; one that changes changes the harm that they do. */
function followOwners(stores: ClusterStores, findings: Findings, touch: Touch): void {
  const kinds = { Deployment: stores.deployments, StatefulSet: stores.statefulSets, DaemonSet: stores.daemonSets }
  const between = { ReplicaSet: stores.replicaSets, Job: stores.jobs }
  for (const [kind, store] of Object.entries({ ...kinds, ...between }))
    onChange<Stored>(store, (object) => {
      for (const subject of findings.subjectsHarming(referenceKey(referTo(kind, object)))) touch.subject(subject)
    })
  for (const store of Object.values(between))
    onChange<Stored>(store, (owner, before, after) => {
      if (before !== undefined && after !== undefined) return
      for (const key of stores.pods.keysBy('owner', keyOf(owner))) touch.object('Pod', key)
    })
  onChange(stores.jobs, (job) => {
    const owner = topOwner(stores, job)
    if (owner?.kind === 'CronJob') touch.object('CronJob', owner.uid)
  })
}

/** Nodes decide what becomes of their pods, and of those that no node takes. */
function followNodes(stores: ClusterStores, touch: Touch): void {
  const unbound = new Set<string>()
  onChange<Pod>(stores.pods, (pod, _, after) => {
    if (after !== undefined && (after.spec?.nodeName ?? '') === '') unbound.add(keyOf(pod))
    else unbound.delete(keyOf(pod))
  })
  onChange<Node>(stores.nodes, (node, before, after) => {
    if (before !== undefined && after !== undefined && sameForPods(before, after)) return
    for (const key of stores.pods.keysBy('node', node.metadata?.name ?? '')) touch.object('Pod', key)
    for (const key of unbound) touch.object('Pod', key)
  })
}

/** Heartbeats change nothing for pods. */
function sameForPods(before: Node, after: Node): boolean {
  const told = ({ spec, status, metadata }: Node) =>
    JSON.stringify([
      spec,
      metadata?.labels,
      status?.allocatable,
      status?.conditions.map(({ type, status: value, reason }) => [type, value, reason]),
    ])
  return told(before) === told(after)
}

function followEvents(stores: ClusterStores, around: Surroundings, touch: Touch): void {
  onChange(stores.events, ({ involvedObject: about }) => {
    if (about === undefined) return
    // The kubelet gives a node's name for its UID.
    const node = about.kind === 'Node' ? around.node(about.name) : undefined
    touch.object(about.kind, node === undefined ? about.uid : keyOf(node))
  })
}

function followNetwork(stores: ClusterStores, around: Surroundings, findings: Findings, touch: Touch): void {
  const inNamespace = (namespace: string) => {
    for (const key of stores.ingresses.keysBy('namespace', namespace)) touch.object('Ingress', key)
    for (const subject of findings.subjectsIn(namespace)) touch.subject(subject)
  }
  onChange(stores.services, ({ metadata }) => inNamespace(metadata?.namespace ?? ''))
  onChange(stores.endpointSlices, ({ metadata }) => {
    const namespace = metadata?.namespace ?? ''
    const name = metadata?.ownerReferences.find(({ kind }) => kind === 'Service')?.name
    const service = name === undefined ? undefined : around.service(namespace, name)
    if (service !== undefined) touch.object('Service', keyOf(service))
    for (const subject of findings.subjectsIn(namespace)) touch.subject(subject)
  })
  // A Service may select what is scaled to zero: it then waits on purpose.
  for (const store of [stores.deployments, stores.statefulSets, stores.replicaSets])
    onChange<Stored & { readonly spec: { readonly replicas: number | undefined } | undefined }>(
      store,
      ({ metadata }, before, after) => {
        if (before?.spec?.replicas === after?.spec?.replicas) return
        for (const key of stores.services.keysBy('namespace', metadata?.namespace ?? '')) touch.object('Service', key)
      },
    )
}
