import type { Cause } from '@/lib/health/causes'
import type { Evidence, Finding } from '@/lib/health/finding'
import { unreadySince } from '@/lib/health/pod-conditions'
import { type Reference, referTo } from '@/lib/health/reference'
import type { Owner, Surroundings } from '@/lib/health/surroundings'
import { type PodTemplate, templateOf } from '@/lib/health/workload'
import type { Event } from '@/lib/kube/kinds/event'
import type { ContainerStatus, Pod, PodStatusFields } from '@/lib/kube/kinds/pod'

export type PodSurroundings = Pick<Surroundings, 'ownerOf' | 'events' | 'node' | 'nodes' | 'claim'>

/** A pod that something may be wrong with, and what is asked of it by more than one question. */
export interface PodScene {
  readonly pod: Pod
  readonly status: PodStatusFields
  readonly object: Reference
  readonly owner: Owner
  readonly template: PodTemplate | undefined
  readonly unreadySince: number | undefined
  readonly around: PodSurroundings
  readonly events: () => readonly Event[]
}

export function setScene(pod: Pod, status: PodStatusFields, around: PodSurroundings): PodScene {
  const object = referTo('Pod', pod)
  const owner = around.ownerOf('Pod', pod)
  let events: readonly Event[] | undefined
  return {
    pod,
    status,
    object,
    owner,
    template: templateOf(owner.workload),
    unreadySince: unreadySince(pod),
    around,
    events: () => {
      events ??= around.events(object)
      return events
    },
  }
}

type Told = Pick<Finding, 'detail' | 'words' | 'evidence'> &
  Partial<Pick<Finding, 'subject' | 'since' | 'from' | 'until'>>

export function podFinding({ pod, object, owner, unreadySince }: PodScene, cause: Cause, told: Told): Finding {
  const words = { node: pod.spec?.nodeName ?? '', ...told.words }
  return { cause, object, owner: owner.reference, subject: owner.reference, since: unreadySince, ...told, words }
}

/** Init containers first, as they run. */
export function* containersOf({
  initContainerStatuses,
  containerStatuses,
}: PodStatusFields): Generator<ContainerStatus> {
  yield* initContainerStatuses
  yield* containerStatuses
}

/** Evidence as far as there is any. */
export const evidenceOf = (...all: readonly (Evidence | undefined)[]): readonly Evidence[] =>
  all.filter((evidence) => evidence !== undefined)
