import type { Service } from '@/demo/store/network-objects'
import type { ReplicaSet } from '@/demo/store/objects'
import { isAborted } from './pause'
import { availableOf, hashOfSet, syncSets } from './replica-sets'
import { canaryOf, isRouted } from './steps'
import { record, type Sync } from './sync'
import { hashLabel } from './template-hash'

const managedBy = 'argo-rollouts.argoproj.io/managed-by-rollouts'

export const hashOfService = (service: Service | undefined): string => service?.spec.selector?.[hashLabel] ?? ''

export const managerOf = ({ metadata }: Service): string | undefined => metadata.annotations?.[managedBy]

export function serviceOf({ world, rollout }: Sync, name: string | undefined): Service | undefined {
  return name === undefined ? undefined : world.store.services.get(rollout.metadata.namespace, name)
}

/** Lets a service select the pods of one template only (rollout/service.go: switchServiceSelector). */
export function switchService(sync: Sync, service: Service, hash: string): void {
  const before = hashOfService(service)
  if (before === hash && managerOf(service) !== undefined) return
  const { metadata } = service
  sync.world.store.services.update({
    ...service,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [managedBy]: sync.rollout.metadata.name } },
    spec: { ...service.spec, selector: { ...service.spec.selector, [hashLabel]: hash } },
  })
  record(sync, 'SwitchService', `Switched selector for service '${metadata.name}' from '${before}' to '${hash}'`)
}

export function pointCanaryServices(sync: Sync): void {
  const { stableService, canaryService } = canaryOf(sync.rollout)
  const { current, stable } = syncSets(sync)
  point(sync, stableService, stable, true)
  point(sync, canaryService, isAborted(sync) && !isRouted(sync.rollout) ? stable : current, true)
}

/** `waits`: a service that comes to be managed, until the set is all there; one that is, until there is a pod. */
export function point(sync: Sync, name: string | undefined, set: ReplicaSet | undefined, waits: boolean): void {
  const service = serviceOf(sync, name)
  if (service === undefined || set === undefined || hashOfService(service) === hashOfSet(set)) return
  const enough = managerOf(service) === undefined ? Math.max(1, set.spec.replicas) : 1
  if (waits && availableOf(set) < enough) return
  switchService(sync, service, hashOfSet(set))
}
