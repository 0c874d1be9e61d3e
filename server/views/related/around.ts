import { type EndpointSlice, serviceNameLabel } from '@/lib/kube/kinds/endpointslice'
import type { PersistentVolumeClaim } from '@/lib/kube/kinds/persistentvolumeclaim'
import type { Pod } from '@/lib/kube/kinds/pod'
import { routesOf } from '@/lib/views/related/ingress'
import type { AroundSubject } from '@/lib/views/related/project'
import { placeKey } from '@/server/kube/indexes'
import type { Store, Stored } from '@/server/kube/store'
import { placeOfSelector, placesOfLabels } from '@/server/views/subjects/label-place'
import { createObjectIndex, type ObjectIndex } from '@/server/views/subjects/object-index'
import type { ClusterStores } from '@/server/views/tables'

type Metadata = Stored['metadata']

const namespaceOf = (metadata: Metadata): string => metadata?.namespace ?? ''

/** What may be looked up around a workload, each by an index: a namespace of a thousand workloads costs no more than a small one. */
export function createAround(stores: ClusterStores, knowsClaims: AroundSubject['knowsClaims']): AroundSubject {
  const services = createObjectIndex(stores.services, ({ metadata, spec }) => [
    placeOfSelector(namespaceOf(metadata), spec?.selector),
  ])
  const budgets = createObjectIndex(stores.budgets, ({ metadata, spec }) => [
    placeOfSelector(namespaceOf(metadata), spec?.selector?.matchLabels),
  ])
  const policies = createObjectIndex(stores.networkPolicies, ({ metadata, spec }) => [
    placeOfSelector(namespaceOf(metadata), spec?.podSelector?.matchLabels),
  ])
  const autoscalers = createObjectIndex(stores.autoscalers, ({ metadata, spec }) => {
    const { kind = '', name = '' } = spec?.scaleTargetRef ?? {}
    return [`${namespaceOf(metadata)}/${kind}/${name}`]
  })
  const ingresses = createObjectIndex(stores.ingresses, (ingress) => {
    const names = new Set(routesOf(ingress).map(({ service }) => service))
    return [...names].map((name) => placeKey(namespaceOf(ingress.metadata), name))
  })
  return {
    services: (namespace, labels) => getAll(services, placesOfLabels(namespace, labels)),
    budgets: (namespace, labels) => getAll(budgets, placesOfLabels(namespace, labels)),
    networkPolicies: (namespace, labels) => getAll(policies, placesOfLabels(namespace, labels)),
    autoscalersOf: ({ namespace, kind, name }) => autoscalers.get(`${namespace}/${kind}/${name}`),
    ingressesTo: (namespace, service) => ingresses.get(placeKey(namespace, service)),
    slices: (namespace, service): Iterable<EndpointSlice> =>
      byIndex(stores.endpointSlices, 'service', placeKey(namespace, service)),
    claim(namespace, name): PersistentVolumeClaim | undefined {
      for (const claim of byIndex(stores.claims, 'place', placeKey(namespace, name))) return claim
      return undefined
    },
    podsOf: ({ uid }): Iterable<Pod> => byIndex(stores.pods, 'owner', uid),
    knowsClaims,
  }
}

export const serviceOfSlice = ({ metadata }: EndpointSlice): string => metadata?.labels[serviceNameLabel] ?? ''

function* getAll<T>(index: ObjectIndex<T>, values: Iterable<string>): Generator<T> {
  for (const value of values) yield* index.get(value)
}

function* byIndex<T extends Stored>(store: Store<T>, index: string, value: string): Generator<T> {
  for (const key of store.keysBy(index, value)) {
    const object = store.objects.get(key)
    if (object !== undefined) yield object
  }
}
