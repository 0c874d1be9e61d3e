import type { Event } from '@/lib/kube/kinds/event'
import type { HorizontalPodAutoscaler } from '@/lib/kube/kinds/horizontalpodautoscaler'
import type { Job } from '@/lib/kube/kinds/job'
import type { Node } from '@/lib/kube/kinds/node'
import type { PersistentVolumeClaim } from '@/lib/kube/kinds/persistentvolumeclaim'
import type { Pod } from '@/lib/kube/kinds/pod'
import type { PodDisruptionBudget } from '@/lib/kube/kinds/poddisruptionbudget'
import type { ReplicaSet } from '@/lib/kube/kinds/replicaset'
import type { Service } from '@/lib/kube/kinds/service'
import type { Reference } from './reference'
import type { Workload } from './workload'

/** The top of an object's owner chain; `workload` is undefined when it is of a kind that we do not read (an Argo Rollout). */
export interface Owner {
  readonly reference: Reference
  readonly workload: Workload | undefined
}

interface Owned {
  readonly metadata: Pod['metadata'] | ReplicaSet['metadata'] | Job['metadata']
}

/** A selector as a plain set of labels, all of which must be there (Services, matchLabels). */
type Labels = Readonly<Record<string, string>>

/**
 * What may be looked up around an object. Each function takes the part that it needs (`Pick`). A type that is not readable
 * gives nothing: never a fault by absence alone, except where the caller checks that the type is live.
 */
/** Types of which it matters that an object is not there. */
export type KnownResource = 'services' | 'pods' | 'deployments' | 'statefulsets'

export interface Surroundings {
  /** The object itself when nothing owns it, or when a Node does (static pods). */
  ownerOf(kind: 'Pod' | 'ReplicaSet' | 'Job', object: Owned): Owner
  workload(reference: Reference): Workload | undefined
  /** Pods of a workload, directly or through its ReplicaSets or Jobs. */
  podsOf(owner: Reference): Iterable<Pod>
  jobsOf(cronJob: Reference): Iterable<Job>
  node(name: string): Node | undefined
  nodes(): Iterable<Node>
  /** Events of the object with this UID, in any order; of a node also those under its name. */
  events(object: Reference): readonly Event[]
  claim(namespace: string, name: string): PersistentVolumeClaim | undefined
  service(namespace: string, name: string): Service | undefined
  /** Whether a type is read in full in a namespace: then an object of it that is not there does not exist. */
  knows(resource: KnownResource, namespace: string): boolean
  servicesSelecting(namespace: string, labels: Labels): Iterable<Service>
  /** Endpoints of a Service over all its slices: how many there are, how many of them ready. */
  endpoints(namespace: string, service: string): { readonly ready: number; readonly all: number }
  podsSelected(namespace: string, selector: Labels): Iterable<Pod>
  /** Workloads whose template carries all these labels: also those scaled to zero. */
  workloadsSelected(namespace: string, selector: Labels): Iterable<Workload>
  budgetsSelecting(namespace: string, labels: Labels): Iterable<PodDisruptionBudget>
  autoscalersOf(target: Reference): Iterable<HorizontalPodAutoscaler>
}
