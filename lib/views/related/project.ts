import type { Reference } from '@/lib/health/reference'
import { matches } from '@/lib/health/selector'
import { templateOf } from '@/lib/health/workload'
import type { EndpointSlice } from '@/lib/kube/kinds/endpointslice'
import type { HorizontalPodAutoscaler } from '@/lib/kube/kinds/horizontalpodautoscaler'
import type { Ingress } from '@/lib/kube/kinds/ingress'
import type { NetworkPolicy } from '@/lib/kube/kinds/networkpolicy'
import type { PersistentVolumeClaim } from '@/lib/kube/kinds/persistentvolumeclaim'
import type { Pod } from '@/lib/kube/kinds/pod'
import type { PodDisruptionBudget } from '@/lib/kube/kinds/poddisruptionbudget'
import type { Service } from '@/lib/kube/kinds/service'
import type { RelatedRow } from '@/lib/views/related'
import { relateAutoscaler } from './autoscaler'
import { relateBudget } from './budget'
import { type Mounted, relateClaim } from './claim'
import { relateIngress } from './ingress'
import { isRestricted, relateNetworkPolicy } from './network-policy'
import { relateService } from './service'
import { isSelected, type Subject } from './subject'

/** What may be looked up around a subject. For it itself comes at least what selects its pods, and perhaps more. */
export interface AroundSubject {
  services(subject: Subject): Iterable<Service>
  budgets(subject: Subject): Iterable<PodDisruptionBudget>
  networkPolicies(subject: Subject): Iterable<NetworkPolicy>
  slices(namespace: string, service: string): Iterable<EndpointSlice>
  ingressesTo(namespace: string, service: string): Iterable<Ingress>
  autoscalersOf(target: Reference): Iterable<HorizontalPodAutoscaler>
  claim(namespace: string, name: string): PersistentVolumeClaim | undefined
  /** Pods that it owns itself. */
  podsOf(owner: Reference): Iterable<Pod>
  /** All claims of the namespace have been read: what is not there does not exist. */
  knowsClaims(namespace: string): boolean
}

/** All that has to do with a workload, as far as it is followed. */
export function projectRelated(subject: Subject, around: AroundSubject): readonly RelatedRow[] {
  const { reference, labels } = subject
  const { namespace } = reference
  const services = [...around.services(subject)].filter(({ spec }) => isSelected(subject, spec?.selector ?? {}))
  const names = new Set(services.map(({ metadata }) => metadata?.name ?? ''))
  const ingresses = new Set([...names].flatMap((name) => [...around.ingressesTo(namespace, name)]))
  return [
    ...services.flatMap((it) => relateService(subject, it, [...around.slices(namespace, it.metadata?.name ?? '')])),
    ...[...ingresses].flatMap((it) => relateIngress(subject, it, names) ?? []),
    ...Array.from(around.autoscalersOf(reference), (it) => relateAutoscaler(subject, it)),
    ...[...around.budgets(subject)]
      .filter(({ spec }) => matches(spec?.selector, labels))
      .map((it) => relateBudget(subject, it)),
    ...[...around.networkPolicies(subject)]
      .filter((it) => isRestricted(subject, it))
      .map((it) => relateNetworkPolicy(subject, it)),
    ...claimsOf(subject, around).map((mounted) =>
      relateClaim(subject, mounted, around.claim(namespace, mounted.name), around.knowsClaims(namespace)),
    ),
  ]
}

/** By its template, and those that each pod of a StatefulSet has for itself. */
function claimsOf({ workload, reference }: Subject, { podsOf }: AroundSubject): readonly Mounted[] {
  const shared = new Map<string, Mounted>()
  const { volumes } = (workload.kind === 'Pod' ? workload.object.spec : templateOf(workload)?.spec) ?? {}
  for (const name of claimNames(volumes)) shared.set(name, { name, pod: null })
  if (workload.kind !== 'StatefulSet') return [...shared.values()]
  const own = new Map<string, Mounted>()
  for (const { metadata, spec } of podsOf(reference))
    for (const name of claimNames(spec?.volumes))
      if (!shared.has(name)) own.set(name, { name, pod: metadata?.name ?? '' })
  return [...shared.values(), ...own.values()]
}

type Volumes = readonly Pick<NonNullable<Pod['spec']>['volumes'][number], 'source'>[]

const claimNames = (volumes: Volumes = []): readonly string[] =>
  volumes.map(({ source }) => source.persistentVolumeClaim?.claimName ?? '').filter(Boolean)
