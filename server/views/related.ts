import type { EndpointSlice } from '@/lib/kube/kinds/endpointslice'
import type { Ingress } from '@/lib/kube/kinds/ingress'
import type { NetworkPolicy } from '@/lib/kube/kinds/networkpolicy'
import type { PersistentVolumeClaim } from '@/lib/kube/kinds/persistentvolumeclaim'
import { isKnownIn } from '@/lib/live/known'
import { type RelatedRow, relatedShape } from '@/lib/views/related'
import { routesOf } from '@/lib/views/related/ingress'
import { projectRelated } from '@/lib/views/related/project'
import { placeKey } from '@/server/kube/indexes'
import type { Frame } from '@/server/live/frame'
import type { FreshnessSource } from '@/server/live/selection'
import { topOwner } from './owners'
import { createAround, serviceOfSlice } from './related/around'
import { type ClaimUsers, createClaimUsers } from './related/claim-users'
import { eitherSide, followSelecting, touchMatching } from './subjects/follow-selecting'
import { createSubjectRows, type SubjectView } from './subjects/subject-rows'
import type { Subjects } from './subjects/subjects'
import type { ClusterStores } from './tables'

const claimsType = 'persistentvolumeclaims'

/**
 * What has to do with each workload, over stores that are filled, or not yet. A pod that changes touches nothing; what
 * becomes of it comes in with its endpoints.
 */
export function createRelatedView(
  stores: ClusterStores,
  subjects: Subjects,
  frame: Frame,
  { read, subscribe }: FreshnessSource,
  onCaughtUp: () => void = () => undefined,
): SubjectView<RelatedRow> {
  const around = createAround(stores, (namespace) => isKnownIn(read()[claimsType], namespace))
  const users = createClaimUsers()
  const rowsOf = (key: string): readonly RelatedRow[] => {
    const subject = subjects.find(key)
    const rows = subject === undefined ? [] : projectRelated(subject, around)
    const claims = rows.filter(({ relation }) => relation === 'stores')
    users.set(
      key,
      claims.map(({ namespace, name }) => placeKey(namespace, name)),
    )
    return rows
  }
  const { view, touch } = createSubjectRows(relatedShape, frame, rowsOf, onCaughtUp)
  subjects.follow(touch)
  followSelecting(stores, subjects, touch)
  followNetwork(stores, subjects, touch)
  followClaims(stores, users, touch)
  let known = read()[claimsType]
  subscribe(() => {
    const before = known
    known = read()[claimsType]
    if (before?.state !== known?.state || before?.coverage !== known?.coverage) users.all().forEach(touch)
  })
  return view
}

function followNetwork(stores: ClusterStores, subjects: Subjects, touch: (subject: string) => void): void {
  const touchService = (namespace: string, name: string) => {
    for (const key of stores.services.keysBy('place', placeKey(namespace, name))) {
      const selector = stores.services.objects.get(key)?.spec?.selector ?? {}
      for (const subject of subjects.selectedBy(namespace, selector)) touch(subject)
    }
  }
  eitherSide<EndpointSlice>(stores.endpointSlices, (slice) =>
    touchService(slice.metadata?.namespace ?? '', serviceOfSlice(slice)),
  )
  eitherSide<Ingress>(stores.ingresses, (ingress) => {
    for (const service of routesOf(ingress).keys()) touchService(ingress.metadata?.namespace ?? '', service)
  })
  eitherSide<NetworkPolicy>(stores.networkPolicies, ({ metadata, spec }) =>
    touchMatching(subjects, metadata?.namespace ?? '', spec?.podSelector ?? everyPod, touch),
  )
}

const everyPod = { matchLabels: {}, matchExpressions: [] }

/** Pods of a StatefulSet bring claims of their own. */
function followClaims(stores: ClusterStores, users: ClaimUsers, touch: (subject: string) => void): void {
  eitherSide<PersistentVolumeClaim>(stores.claims, ({ metadata }) => {
    for (const subject of users.of(placeKey(metadata?.namespace ?? '', metadata?.name ?? ''))) touch(subject)
  })
  stores.pods.subscribe((before, after) => {
    if (before !== undefined && after !== undefined) return
    const pod = after ?? before
    const owner = pod?.spec?.volumes.length ? topOwner(stores, pod) : undefined
    if (owner?.kind === 'StatefulSet') touch(owner.uid)
  })
}
