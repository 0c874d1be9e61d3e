import { type Reference, referTo } from '@/lib/health/reference'
import { matches, selectsAll } from '@/lib/health/selector'
import type { Surroundings } from '@/lib/health/surroundings'
import { templateOf, type Workload } from '@/lib/health/workload'
import type { Pod } from '@/lib/kube/kinds/pod'
import { placeKey } from '@/server/kube/indexes'
import type { Store, Stored } from '@/server/kube/store'
import { topOwner } from '@/server/views/owners'
import type { ClusterStores } from '@/server/views/tables'

/** What judgements look up around an object, from the stores and their indexes. */
export function createSurroundings(stores: ClusterStores, knows: Surroundings['knows']): Surroundings {
  const workloads = workloadStores(stores)
  const findWorkload = ({ kind, uid }: Reference) => workloads.find((store) => store.kind === kind)?.find(uid)
  return {
    ownerOf(kind, object) {
      const own = referTo(kind, object)
      const owner = topOwner(stores, object)
      const isOwn = owner === undefined || owner.kind === 'Node'
      const reference = isOwn ? own : { kind: owner.kind, namespace: own.namespace, name: owner.name, uid: owner.uid }
      return { reference, workload: findWorkload(reference) }
    },
    workload: findWorkload,
    podsOf: (owner) => podsOf(stores, owner.uid),
    jobsOf: (cronJob) => by(stores.jobs, 'owner', cronJob.uid),
    node: (name) => first(by(stores.nodes, 'place', placeKey('', name))),
    nodes: () => stores.nodes.objects.values(),
    events({ kind, name, uid }) {
      const abouts = kind === 'Node' ? [uid, name] : [uid]
      return abouts.flatMap((about) => (about === '' ? [] : [...by(stores.events, 'about', about)]))
    },
    claim: (namespace, name) => first(by(stores.claims, 'place', placeKey(namespace, name))),
    service: (namespace, name) => first(by(stores.services, 'place', placeKey(namespace, name))),
    knows,
    *servicesSelecting(namespace, labels) {
      for (const service of by(stores.services, 'namespace', namespace))
        if (selectsAll(service.spec?.selector ?? {}, labels)) yield service
    },
    endpoints(namespace, service) {
      const counted = { all: 0, ready: 0 }
      for (const slice of by(stores.endpointSlices, 'service', placeKey(namespace, service)))
        for (const { conditions } of slice.endpoints) {
          counted.all++
          if (conditions?.ready !== false) counted.ready++
        }
      return counted
    },
    *podsSelected(namespace, selector) {
      for (const pod of by(stores.pods, 'namespace', namespace))
        if (selectsAll(selector, pod.metadata?.labels ?? {})) yield pod
    },
    *workloadsSelected(namespace, selector) {
      for (const { kind, within } of workloads)
        if (kind !== 'Pod')
          for (const workload of within(namespace))
            if (selectsAll(selector, templateOf(workload)?.metadata?.labels ?? {})) yield workload
    },
    *budgetsSelecting(namespace, labels) {
      for (const budget of by(stores.budgets, 'namespace', namespace))
        if (matches(budget.spec?.selector, labels)) yield budget
    },
    *autoscalersOf({ namespace, kind, name }) {
      for (const autoscaler of by(stores.autoscalers, 'namespace', namespace)) {
        const target = autoscaler.spec?.scaleTargetRef
        if (target?.kind === kind && target.name === name) yield autoscaler
      }
    },
  }
}

function* by<T extends Stored>(store: Store<T>, index: string, value: string): Generator<T> {
  for (const key of store.keysBy(index, value)) {
    const object = store.objects.get(key)
    if (object !== undefined) yield object
  }
}

function first<T>(items: Iterable<T>): T | undefined {
  for (const item of items) return item
  return undefined
}

/** Directly, or through ReplicaSets or Jobs. */
function* podsOf(stores: ClusterStores, owner: string): Generator<Pod> {
  yield* by(stores.pods, 'owner', owner)
  for (const between of [stores.replicaSets, stores.jobs])
    for (const key of between.keysBy('owner', owner)) yield* podsOf(stores, key)
}

interface WorkloadStore {
  readonly kind: Workload['kind']
  find(uid: string): Workload | undefined
  within(namespace: string): Iterable<Workload>
}

function workloadStore<T extends Stored>(
  kind: Workload['kind'],
  store: Store<T>,
  toWorkload: (object: T) => Workload,
): WorkloadStore {
  return {
    kind,
    find(uid) {
      const object = store.objects.get(uid)
      return object && toWorkload(object)
    },
    *within(namespace) {
      for (const object of by(store, 'namespace', namespace)) yield toWorkload(object)
    },
  }
}

const workloadStores = (stores: ClusterStores): readonly WorkloadStore[] => [
  workloadStore('Deployment', stores.deployments, (object) => ({ kind: 'Deployment', object })),
  workloadStore('ReplicaSet', stores.replicaSets, (object) => ({ kind: 'ReplicaSet', object })),
  workloadStore('StatefulSet', stores.statefulSets, (object) => ({ kind: 'StatefulSet', object })),
  workloadStore('DaemonSet', stores.daemonSets, (object) => ({ kind: 'DaemonSet', object })),
  workloadStore('Job', stores.jobs, (object) => ({ kind: 'Job', object })),
  workloadStore('CronJob', stores.cronJobs, (object) => ({ kind: 'CronJob', object })),
  workloadStore('Pod', stores.pods, (object) => ({ kind: 'Pod', object })),
]
