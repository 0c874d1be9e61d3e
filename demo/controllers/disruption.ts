import { isDeepStrictEqual } from 'node:util'
import { toTimestamp } from '@/demo/clock'
import type { PodDisruptionBudget } from '@/demo/store/autoscaling-objects'
import { type Condition, findController, isReady, type Pod, withCondition } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { shareOf } from './pods'
import { createQueue } from './queue'
import { followSelections, type Selections } from './selections'

const component = 'controllermanager'

/** How long an eviction that was allowed may take to delete its pod, and a mark of disruption to come true. */
const timeout = 120_000

/** Keeps the status of each budget: how many pods there are to be, how many are well, how many may go. */
export function startDisruptionController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 100, (namespace, name) => {
    const budget = store.poddisruptionbudgets.get(namespace, name)
    const again = budget && sync(world, budget, selections)
    if (again !== undefined) queue.add(namespace, name, again)
  })
  const selections = followSelections<PodDisruptionBudget>({
    pods: store.pods,
    owners: store.poddisruptionbudgets,
    selectorOf: ({ spec }) => spec.selector,
    changed: ({ metadata }) => queue.add(metadata.namespace, metadata.name),
    counts: (pod, previous) =>
      isReady(pod) !== isReady(previous) || pod.metadata.deletionTimestamp !== previous.metadata.deletionTimestamp,
  })
  store.poddisruptionbudgets.listen(({ type, object, previous }) => {
    if (type === 'MODIFIED' && !isDeepStrictEqual(previous?.status.disruptedPods, object.status.disruptedPods))
      queue.add(object.metadata.namespace, object.metadata.name)
  })
  // A budget in percent, or of unavailable pods, follows the size that its pods' workloads are to have.
  for (const collection of [store.deployments, store.statefulsets, store.replicasets])
    collection.listen(({ type, object, previous }) => {
      if (type !== 'MODIFIED' || previous?.spec.replicas === object.spec.replicas) return
      if (store.poddisruptionbudgets.size === 0) return
      for (const budget of selections.ofLabels(object.metadata.namespace, object.spec.template.metadata.labels))
        queue.add(budget.metadata.namespace, budget.metadata.name)
    })
  store.pods.listen(({ type, object }) => {
    if (type === 'MODIFIED' && isMarked(object)) clock.after(timeout, () => unmark(world, object))
  })
  for (const budget of [...store.poddisruptionbudgets.values()]) {
    const again = sync({ ...world, events: { ...world.events, record() {} } }, budget, selections)
    if (again !== undefined) queue.add(budget.metadata.namespace, budget.metadata.name, again)
  }
}

const targetOf = ({ status }: Pod) => status.conditions?.find(({ type }) => type === 'DisruptionTarget')

const isMarked = (pod: Pod) => {
  const target = pod.metadata.deletionTimestamp === undefined ? targetOf(pod) : undefined
  const isOver = pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded'
  return target?.status === 'True' && target.reason !== 'TerminationByKubelet' && !isOver
}

/** A pod that was to go and did not is not on its way out any more. */
function unmark({ store, clock }: World, { metadata }: Pod): void {
  const pod = store.pods.get(metadata.namespace, metadata.name)
  if (pod === undefined || pod.metadata.uid !== metadata.uid || !isMarked(pod)) return
  const since = Date.parse(targetOf(pod)?.lastTransitionTime ?? '')
  if (clock.now() - since < timeout - 1000) return
  const cancelled: Condition = {
    type: 'DisruptionTarget',
    status: 'False',
    lastProbeTime: null,
    lastTransitionTime: toTimestamp(clock.now()),
    observedGeneration: pod.metadata.generation ?? 1,
  }
  store.pods.update({ ...pod, status: { ...pod.status, conditions: withCondition(pod.status.conditions, cancelled) } })
}

/** pkg/controller/disruption/disruption.go, trySync; gives the milliseconds after which to look again. */
function sync(
  world: World,
  budget: PodDisruptionBudget,
  selections: Selections<PodDisruptionBudget>,
): number | undefined {
  const { events, clock } = world
  const pods = selections.podsOf(budget)
  if (pods.length === 0)
    events.record(budget, { type: 'Normal', reason: 'NoPods', message: 'No matching pods found', component })
  const expected = expectedOf(world, budget, pods)
  if ('problem' in expected) {
    const message = `Failed to calculate the number of expected pods: ${expected.problem}`
    events.record(budget, { type: 'Warning', reason: 'CalculateExpectedPodCountFailed', message, component })
    return fail(world, budget, expected.problem)
  }
  const now = clock.now()
  const { disrupted, next } = disruptedPods(world, budget, pods)
  const currentHealthy = pods.filter(
    (pod) => pod.metadata.deletionTimestamp === undefined && disrupted[pod.metadata.name] === undefined && isReady(pod),
  ).length
  const { count, desiredHealthy } = expected
  const allowed = count <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy)
  const [status, reason] =
    allowed > 0 ? (['True', 'SufficientPods'] as const) : (['False', 'InsufficientPods'] as const)
  write(world, budget, {
    ...(Object.keys(disrupted).length === 0 ? {} : { disruptedPods: disrupted }),
    observedGeneration: budget.metadata.generation ?? 1,
    disruptionsAllowed: allowed,
    currentHealthy,
    desiredHealthy,
    expectedPods: count,
    conditions: [conditionOf(budget, { status, reason, message: '' }, now)],
  })
  return next
}

type Told = Pick<Condition, 'status' | 'reason' | 'message'>

function conditionOf({ metadata, status }: PodDisruptionBudget, told: Told, now: number): Condition {
  const known = status.conditions?.find(({ type }) => type === 'DisruptionAllowed')
  const lastTransitionTime = known?.status === told.status ? known.lastTransitionTime : toTimestamp(now)
  return { type: 'DisruptionAllowed', ...told, observedGeneration: metadata.generation ?? 1, lastTransitionTime }
}

function write({ store }: World, { metadata }: PodDisruptionBudget, status: PodDisruptionBudget['status']): void {
  const current = store.poddisruptionbudgets.get(metadata.namespace, metadata.name)
  if (current !== undefined && !isDeepStrictEqual(current.status, status))
    store.poddisruptionbudgets.update({ ...current, status })
}

/** What can't be reckoned allows nothing. */
function fail(world: World, budget: PodDisruptionBudget, problem: string): undefined {
  const told = { status: 'False', reason: 'SyncFailed', message: problem } as const
  const conditions = [conditionOf(budget, told, world.clock.now())]
  write(world, budget, { ...budget.status, disruptionsAllowed: 0, conditions })
}

type Expected = { readonly count: number; readonly desiredHealthy: number } | { readonly problem: string }

/** Percentages round up, on either side. */
function expectedOf(world: World, { spec }: PodDisruptionBudget, pods: readonly Pod[]): Expected {
  const { minAvailable, maxUnavailable } = spec
  if (maxUnavailable === undefined && typeof minAvailable !== 'string')
    return { count: pods.length, desiredHealthy: minAvailable ?? 0 }
  const scale = scaleOf(world, pods)
  if (typeof scale !== 'number') return scale
  if (maxUnavailable === undefined)
    return { count: scale, desiredHealthy: shareOf(minAvailable ?? 0, scale, Math.ceil) }
  return { count: scale, desiredHealthy: Math.max(0, scale - shareOf(maxUnavailable, scale, Math.ceil)) }
}

/** The sizes that the pods' workloads are to have; pods without one count for nothing. */
function scaleOf({ store }: World, pods: readonly Pod[]): number | { readonly problem: string } {
  const sizes = new Map<string, number>()
  for (const pod of pods) {
    const owner = findController(pod)
    if (owner === undefined || sizes.has(owner.uid)) continue
    const { namespace } = pod.metadata
    if (owner.kind === 'StatefulSet')
      sizes.set(owner.uid, store.statefulsets.get(namespace, owner.name)?.spec.replicas ?? 0)
    else if (owner.kind === 'ReplicaSet') {
      const set = store.replicasets.get(namespace, owner.name)
      const above = set && findController(set)
      const deployment = above?.kind === 'Deployment' ? store.deployments.get(namespace, above.name) : undefined
      sizes.set(owner.uid, 0)
      sizes.set(deployment?.metadata.uid ?? owner.uid, deployment?.spec.replicas ?? set?.spec.replicas ?? 0)
    } else {
      const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : ''
      return { problem: `${owner.kind.toLowerCase()}s${group} does not implement the scale subresource` }
    }
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

/** Evictions on their way; one that led to nothing within two minutes is forgotten. */
function disruptedPods({ clock, events }: World, budget: PodDisruptionBudget, pods: readonly Pod[]) {
  const now = clock.now()
  const entries: (readonly [string, string])[] = []
  let next: number | undefined
  for (const pod of pods) {
    const since = budget.status.disruptedPods?.[pod.metadata.name]
    if (since === undefined || pod.metadata.deletionTimestamp !== undefined) continue
    const left = Date.parse(since) + timeout - now
    if (left < 0) {
      const { namespace } = budget.metadata
      const message = `Pod was expected by PDB ${namespace}/${namespace} to be deleted but it wasn't`
      events.record(pod, { type: 'Warning', reason: 'NotDeleted', message, component })
      continue
    }
    entries.push([pod.metadata.name, since])
    next = Math.min(next ?? Number.POSITIVE_INFINITY, left + 1000)
  }
  return { disrupted: Object.fromEntries(entries), next }
}
