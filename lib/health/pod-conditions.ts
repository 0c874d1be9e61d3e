import type { Pod, PodStatusFields } from '@/lib/kube/kinds/pod'

type Status = PodStatusFields
type Condition = Status['conditions'][number]

/** With duplicate conditions, which the API accepts, the first decides. */
export function conditionOf<C extends { readonly type: string }>(
  conditions: readonly C[] | undefined,
  type: string,
): C | undefined {
  return conditions?.find((condition) => condition.type === type)
}

export function isInitialized(status: Status): boolean {
  return conditionOf(status.conditions, 'Initialized')?.status === 'True'
}

/** With duplicate conditions any Ready=True counts. */
export function isReady(status: Status): boolean {
  return status.conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True')
}

export function isGated(status: Status): boolean {
  return status.conditions.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated')
}

/** Why the pod is on its way out, if something other than a plain DELETE ends it. */
export function disruptionOf(status: Status): Condition | undefined {
  return status.conditions.find(({ type, status: value }) => type === 'DisruptionTarget' && value === 'True')
}

/** Succeeded or Failed: it runs no more and counts for nothing. */
export const hasEnded = ({ status }: Pod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed'

/** Since when the pod is not ready: steady while a container waits, tries and waits again. */
export function unreadySince({ metadata, status }: Pod): number | undefined {
  const ready = conditionOf(status?.conditions, 'Ready')
  if (ready?.status === 'False' && ready.lastTransitionTime !== undefined) return ready.lastTransitionTime
  return status?.startTime ?? metadata?.creationTimestamp
}
