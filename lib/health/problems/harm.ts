import { conditionOf } from '@/lib/health/pod-conditions'
import { placeOf, type Reference, referTo } from '@/lib/health/reference'
import type { Surroundings } from '@/lib/health/surroundings'
import { names } from '@/lib/health/words'
import { podLabelsOf, replicasOf, type Workload } from '@/lib/health/workload'

export type HarmSurroundings = Pick<
  Surroundings,
  'workload' | 'servicesSelecting' | 'endpoints' | 'budgetsSelecting' | 'autoscalersOf'
>

/** What a problem does to the workloads that it touches. */
export interface Harm {
  /** Over all workloads that have replicas; `known` of them there are. */
  readonly desired: number
  readonly ready: number
  readonly known: number
  /** Workloads that have nothing ready left. */
  readonly down: number
  /** Pods of a StatefulSet that are not even made before those before them are ready. */
  readonly waiting: number
  readonly services: readonly string[]
  readonly budgets: readonly string[]
  readonly autoscalers: readonly string[]
}

/** Of a problem with more workloads the others are not looked at one by one. */
const most = 50

export function harmOf(owners: readonly Reference[], around: HarmSurroundings): Harm {
  const harm = { desired: 0, ready: 0, known: 0, down: 0, waiting: 0 }
  const services = new Set<string>()
  const budgets = new Set<string>()
  const autoscalers = new Set<string>()
  for (const owner of owners.slice(0, most)) {
    const workload = around.workload(owner)
    if (workload === undefined) continue
    count(harm, workload)
    const labels = podLabelsOf(workload)
    for (const service of idleServices(owner.namespace, labels, around)) services.add(service)
    for (const budget of around.budgetsSelecting(owner.namespace, labels))
      if (budget.status?.disruptionsAllowed === 0) budgets.add(placeOf(referTo('', budget)))
    for (const autoscaler of around.autoscalersOf(owner)) {
      const active = conditionOf(autoscaler.status?.conditions, 'ScalingActive')
      if (active?.status === 'False' && active.reason !== 'ScalingDisabled')
        autoscalers.add(placeOf(referTo('', autoscaler)))
    }
  }
  return { ...harm, services: [...services].sort(), budgets: [...budgets].sort(), autoscalers: [...autoscalers].sort() }
}

function count(
  harm: { desired: number; ready: number; known: number; down: number; waiting: number },
  workload: Workload,
) {
  const replicas = replicasOf(workload)
  if (replicas === undefined) return
  harm.known++
  harm.desired += replicas.desired
  harm.ready += Math.min(replicas.ready, replicas.desired)
  if (replicas.desired > 0 && replicas.ready === 0) harm.down++
  if (workload.kind === 'StatefulSet' && workload.object.spec?.podManagementPolicy !== 'Parallel')
    harm.waiting += Math.max(0, replicas.desired - (workload.object.status?.replicas ?? replicas.desired))
}

function* idleServices(
  namespace: string,
  labels: Readonly<Record<string, string>>,
  around: Pick<Surroundings, 'servicesSelecting' | 'endpoints'>,
): Generator<string> {
  for (const service of around.servicesSelecting(namespace, labels)) {
    const reference = referTo('Service', service)
    if (service.spec?.publishNotReadyAddresses === true) continue
    if (around.endpoints(namespace, reference.name).ready === 0) yield placeOf(reference)
  }
}

/** Each in a sentence, the worst first. */
export function tellHarm({ desired, ready, waiting, services, budgets, autoscalers }: Harm): readonly string[] {
  const told: string[] = []
  if (services.length > 0)
    told.push(
      `${services.length === 1 ? 'Service' : 'Services'} ${names(services)} ${services.length === 1 ? 'has' : 'have'} no ready endpoint.`,
    )
  if (ready < desired && desired === 1) told.push('The only replica is missing.')
  else if (ready < desired)
    told.push(`${desired - ready} of ${desired} replicas ${desired - ready === 1 ? 'is' : 'are'} missing.`)
  if (waiting > 0)
    told.push(`${waiting} ${waiting === 1 ? 'pod is' : 'pods are'} not made before the ones before are ready.`)
  if (budgets.length > 0)
    told.push(
      `${budgets.length === 1 ? 'Budget' : 'Budgets'} ${names(budgets)} allow${budgets.length === 1 ? 's' : ''} no disruption now.`,
    )
  if (autoscalers.length > 0)
    told.push(
      `${autoscalers.length === 1 ? 'Autoscaler' : 'Autoscalers'} ${names(autoscalers)} can't read ${autoscalers.length === 1 ? 'its' : 'their'} metrics.`,
    )
  return told
}
