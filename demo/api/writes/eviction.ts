import { objectAt } from '@/demo/api/json'
import type { Target } from '@/demo/api/route'
import { matchesSelector } from '@/demo/api/selectors'
import { ApiError, badRequest, internalProblem } from '@/demo/api/status'
import { toTimestamp } from '@/demo/clock'
import type { PodDisruptionBudget } from '@/demo/store/autoscaling-objects'
import { isReady, type Pod, withCondition } from '@/demo/store/objects'
import { forbidEviction } from './admission'
import { type BodyType, checkUnknown, nameIn, readObject } from './body'
import { remove } from './delete'
import { existing } from './plain'
import { readDeleteOptions, readWriteOptions } from './write-options'
import type { Desk, Outcome, WriteRequest } from './writer'

const evictionType: BodyType = { group: 'policy', version: 'v1', kind: 'Eviction' }

/** Deletes a pod when its budget allows it; the order of pkg/registry/core/pod/storage/eviction.go, v1.36. */
export function evict(desk: Desk, target: Target, { query, contentType, body }: WriteRequest): Outcome {
  const options = readWriteOptions('CreateOptions', query)
  const { object: eviction, unknown } = readObject(evictionType, contentType, body)
  const warnings = checkUnknown(evictionType, unknown, options.validation)
  if (nameIn(eviction) !== target.name) throw badRequest('name in URL does not match name in Eviction object')
  const asked = Buffer.from(JSON.stringify(objectAt(eviction, 'deleteOptions')))
  const deletion = readDeleteOptions(new URLSearchParams(), asked)
  const dryRun = options.dryRun || deletion.dryRun
  // The target's collection is that of pods.
  const pod = existing(target) as Pod
  if (!isUncounted(pod)) spendBudget(desk, pod, dryRun)
  const marked = dryRun ? pod : (desk.store.pods.update(withTarget(pod, desk.clock.now())) ?? pod)
  remove(desk, target, marked, { ...deletion, dryRun })
  return { code: 201, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }, warnings }
}

/** Pods whose eviction takes nothing from anybody. */
const isUncounted = ({ metadata, status: { phase } }: Pod) =>
  metadata.deletionTimestamp !== undefined || phase === 'Pending' || phase === 'Succeeded' || phase === 'Failed'

/** The condition that tells who ended the pod. */
function withTarget(pod: Pod, now: number): Pod {
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastTransitionTime: toTimestamp(now),
    lastProbeTime: null,
  } as const
  return { ...pod, status: { ...pod.status, conditions: withCondition(pod.status.conditions, condition) } }
}

/** Takes a disruption from the pod's budget; throws the API's 429 when there is none. */
function spendBudget({ store, clock }: Desk, pod: Pod, dryRun: boolean): void {
  const budgets = budgetsOf(store.poddisruptionbudgets.values(), pod)
  if (budgets.length > 1)
    throw internalProblem(
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    )
  const [budget] = budgets
  if (budget === undefined || sparesUnhealthy(budget, pod)) return
  const { status, metadata } = budget
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0))
    throw tooMany(`The disruption budget ${metadata.name} is still being processed by the server.`, 10)
  if (status.disruptionsAllowed < 0) throw forbidEviction(pod.metadata.name, 'pdb disruptions allowed is negative')
  if (status.disruptionsAllowed === 0) throw tooMany(why(budget))
  if (dryRun) return
  const disruptedPods = { ...status.disruptedPods, [pod.metadata.name]: toTimestamp(clock.now()) }
  const spent = { ...status, disruptionsAllowed: status.disruptionsAllowed - 1, disruptedPods }
  store.poddisruptionbudgets.update({ ...budget, status: spent })
}

function budgetsOf(all: Iterable<PodDisruptionBudget>, { metadata }: Pod): readonly PodDisruptionBudget[] {
  return [...all].filter(
    ({ metadata: { namespace }, spec: { selector } }) =>
      namespace === metadata.namespace && selector !== undefined && matchesSelector(selector, metadata.labels),
  )
}

/** A pod that is not ready may go without a disruption, by the budget's policy. */
function sparesUnhealthy({ spec, status }: PodDisruptionBudget, pod: Pod): boolean {
  if (isReady(pod)) return false
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true
  return status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0
}

function why({ metadata: { name }, status }: PodDisruptionBudget): string {
  const { currentHealthy, desiredHealthy, conditions = [] } = status
  if (currentHealthy <= desiredHealthy)
    return `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`
  const told = `The disruption budget ${name} does not allow evicting pods currently`
  const condition = conditions.find(({ type }) => type === 'DisruptionAllowed')
  if (condition?.status !== 'False' || !condition.message) return told
  const reason = condition.reason === 'SyncFailed' ? 'because it failed sync' : `(${condition.reason ?? ''})`
  return `${told} ${reason}: ${condition.message}`
}

const tooMany = (message: string, retryAfterSeconds?: number) =>
  new ApiError(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
    details: {
      causes: [{ reason: 'DisruptionBudget', message }],
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
  })
