import type { Pod } from '@/lib/kube/kinds/pod'
import type { PodDisruptionBudget } from '@/lib/kube/kinds/poddisruptionbudget'
import { conditionEvidence, specEvidence, statusEvidence } from './evidence'
import type { Finding } from './finding'
import { conditionOf, hasEnded } from './pod-conditions'
import { referTo } from './reference'
import type { Surroundings } from './surroundings'

/** A budget that no state of its pods could ever satisfy, that can't be computed, or that shares its pods with another. */
export function findInBudget(
  budget: PodDisruptionBudget,
  around: Pick<Surroundings, 'budgetsSelecting' | 'podsSelected' | 'ownerOf'>,
): readonly Finding[] {
  const { metadata, status } = budget
  if (status === undefined || metadata?.deletionTimestamp !== undefined) return []
  const condition = conditionOf(status.conditions, 'DisruptionAllowed')
  // A budget that can't be computed says so without having observed its spec (disruption.go, failSafe).
  const failed = condition?.reason === 'SyncFailed'
  if (!failed && (metadata?.generation ?? 0) > status.observedGeneration) return []
  const object = referTo('PodDisruptionBudget', budget)
  const base = { object, owner: object, subject: object, detail: {} }
  const overlap = findOverlap(budget, around)
  if (failed) {
    const since = condition.lastTransitionTime
    const evidence = [conditionEvidence(object, condition)]
    return [...overlap, { ...base, cause: 'budget-sync', words: { why: condition.message }, since, evidence }]
  }
  const why = neverAllows(budget)
  if (why === undefined) return overlap
  const never: Finding = {
    ...base,
    cause: 'budget-never-allows',
    words: { why },
    since: condition?.lastTransitionTime ?? metadata?.creationTimestamp,
    evidence: [
      specEvidence(object, 'spec', boundsOf(budget)),
      statusEvidence(object, 'expectedPods', String(status.expectedPods), undefined),
    ],
  }
  return [...overlap, never]
}

function boundsOf({ spec }: PodDisruptionBudget): string {
  const { minAvailable, maxUnavailable } = spec ?? {}
  return minAvailable === undefined ? `maxUnavailable: ${maxUnavailable ?? ''}` : `minAvailable: ${minAvailable}`
}

/** By calculation, before someone drains. Percentages are rounded up in both fields (disruption.go). */
export function neverAllows({ spec, status }: PodDisruptionBudget): string | undefined {
  const expected = status?.expectedPods ?? 0
  if (expected === 0) return undefined
  const { minAvailable, maxUnavailable } = spec ?? {}
  if (maxUnavailable !== undefined) {
    return scaled(maxUnavailable, expected) === 0
      ? `it lets none be unavailable (maxUnavailable ${maxUnavailable})`
      : undefined
  }
  const kept = scaled(minAvailable ?? 1, expected)
  if (kept === undefined || kept < expected) return undefined
  const pods = expected === 1 ? 'there is only one pod' : `there are only ${expected} pods`
  return `it demands ${minAvailable ?? 1} available, and ${pods}`
}

/** An amount or a percentage of `all`, rounded up; undefined for neither. */
export function scaled(value: number | string, all: number): number | undefined {
  if (typeof value === 'number') return value
  const percent = /^(\d+)%$/.exec(value)?.[1]
  return percent === undefined ? undefined : Math.ceil((Number(percent) * all) / 100)
}

/** Evicting a pod with two budgets is refused, whatever they allow (registry/core/pod/storage/eviction.go). */
function findOverlap(
  budget: PodDisruptionBudget,
  around: Pick<Surroundings, 'budgetsSelecting' | 'podsSelected' | 'ownerOf'>,
): readonly Finding[] {
  const { metadata, spec } = budget
  const name = metadata?.name ?? ''
  const namespace = metadata?.namespace ?? ''
  const first = firstLive(around.podsSelected(namespace, spec?.selector?.matchLabels ?? {}))
  if (first === undefined || spec?.selector === undefined) return []
  const selecting = [...around.budgetsSelecting(namespace, first.metadata?.labels ?? {})].map(
    (it) => it.metadata?.name ?? '',
  )
  // One of the two tells of both.
  if (selecting.length < 2 || !selecting.includes(name) || [...selecting].sort()[0] !== name) return []
  const object = referTo('Pod', first)
  const owner = around.ownerOf('Pod', first).reference
  const why = [...selecting].sort().join(', ')
  return [
    {
      cause: 'budgets-overlap',
      detail: { budgets: why },
      words: { why },
      object,
      owner,
      subject: owner,
      since: metadata?.creationTimestamp,
      evidence: selecting.map((one) =>
        specEvidence({ ...referTo('PodDisruptionBudget', budget), name: one }, 'spec.selector', 'selects the pod'),
      ),
    },
  ]
}

function firstLive(pods: Iterable<Pod>): Pod | undefined {
  for (const pod of pods) if (!hasEnded(pod)) return pod
  return undefined
}
