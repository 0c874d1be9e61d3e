import type { Surroundings } from '@/lib/health/surroundings'
import { type EndpointSlice, serviceNameLabel } from '@/lib/kube/kinds/endpointslice'
import { keyOf, type Stored } from '@/server/kube/store'
import type { Owned } from '@/server/views/owners'
import type { ClusterStores } from '@/server/views/tables'
import type { Findings } from './findings'
import { isOther, onChange, type Touch } from './touch'
import { followNodes } from './touches-of-nodes'
import { followPods } from './touches-of-pods'
import { followOwners } from './touches-of-workloads'

export function followNeighbours(stores: ClusterStores, around: Surroundings, findings: Findings, touch: Touch): void {
  followPods(stores, around, touch)
  followOwners(stores, around, findings, touch)
  followNodes(stores, touch)
  followEvents(stores, around, touch)
  followNetwork(stores, around, findings, touch)
  followBudgets(stores, findings, touch)
  onChange(stores.autoscalers, ({ metadata }) => touchHarm(findings, metadata, touch))
  onChange(stores.claims, ({ metadata }) => {
    for (const id of findings.objectsIn(metadata?.namespace ?? ''))
      if (id.startsWith('Pod ')) touch.object('Pod', id.slice(4))
  })
}

function touchHarm(findings: Findings, metadata: Stored['metadata'], touch: Touch): void {
  for (const subject of findings.subjectsIn(metadata?.namespace ?? '')) touch.subject(subject)
}

/** A budget is harm to what it stands for; and of two that select one pod, either tells. */
function followBudgets(stores: ClusterStores, findings: Findings, touch: Touch): void {
  onChange(stores.budgets, ({ metadata }, before, after) => {
    touchHarm(findings, metadata, touch)
    if (!isOther(before, after, ({ spec }) => spec)) return
    for (const key of stores.budgets.keysBy('namespace', metadata?.namespace ?? ''))
      touch.object('PodDisruptionBudget', key)
  })
  // Whose pod it is that two budgets select.
  for (const store of [stores.replicaSets, stores.jobs])
    onChange<Stored & Owned>(store, (owner, before, after) => {
      if (!isOther(before, after, (it) => it.metadata?.ownerReferences)) return
      for (const key of stores.budgets.keysBy('namespace', owner.metadata?.namespace ?? ''))
        touch.object('PodDisruptionBudget', key)
    })
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
  onChange(stores.services, ({ metadata }) => {
    for (const key of stores.ingresses.keysBy('namespace', metadata?.namespace ?? '')) touch.object('Ingress', key)
    touchHarm(findings, metadata, touch)
  })
  onChange<EndpointSlice>(stores.endpointSlices, ({ metadata }, before, after) => {
    for (const slice of [before, after]) {
      const name = slice?.metadata?.labels[serviceNameLabel]
      const service = name === undefined ? undefined : around.service(metadata?.namespace ?? '', name)
      if (service !== undefined) touch.object('Service', keyOf(service))
    }
    touchHarm(findings, metadata, touch)
  })
}

/** Only where a type is read in full does it count what is not there; gives what is to be called when that may have changed. */
export function followKnowledge(stores: ClusterStores, read: () => string, touch: Touch): () => void {
  let known = read()
  return () => {
    const now = read()
    if (now === known) return
    known = now
    for (const key of stores.services.objects.keys()) touch.object('Service', key)
    for (const key of stores.ingresses.objects.keys()) touch.object('Ingress', key)
  }
}
