import { type EndpointSlice, serviceNameLabel } from '@/lib/kube/kinds/endpointslice'
import type { PersistentVolumeClaim } from '@/lib/kube/kinds/persistentvolumeclaim'
import type { Pod } from '@/lib/kube/kinds/pod'
import { routesOf } from '@/lib/views/related/ingress'
import type { AroundSubject } from '@/lib/views/related/project'
import { placeKey } from '@/server/kube/indexes'
import type { Store, Stored } from '@/server/kube/store'
import { placesOfSubject } from '@/server/views/subjects/label-place'
import { createObjectIndex } from '@/server/views/subjects/object-index'
import { createSelecting } from '@/server/views/subjects/selecting'
import { createSelectorIndex } from '@/server/views/subjects/selector-index'
import type { ClusterStores } from '@/server/views/tables'

/** What may be looked up around a workload, each by an index. */
export function createAround(stores: ClusterStores, knowsClaims: AroundSubject['knowsClaims']): AroundSubject {
  const { services, budgets, autoscalersOf } = createSelecting(stores)
  const policies = createSelectorIndex(stores.networkPolicies, ({ spec }) => spec?.podSelector?.matchLabels ?? {})
  const ingresses = createObjectIndex(stores.ingresses, (ingress) =>
    [...routesOf(ingress).keys()].map((name) => placeKey(ingress.metadata?.namespace ?? '', name)),
  )
  return {
    services: (subject) => services.at(placesOfSubject(subject)),
    budgets: (subject) => budgets.at(placesOfSubject(subject)),
    networkPolicies: (subject) => policies.at(placesOfSubject(subject)),
    autoscalersOf,
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

function* byIndex<T extends Stored>(store: Store<T>, index: string, value: string): Generator<T> {
  for (const key of store.keysBy(index, value)) {
    const object = store.objects.get(key)
    if (object !== undefined) yield object
  }
}
