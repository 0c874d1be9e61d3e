import { hasEnded } from './bookings'
import type { Service } from './catalogue'
import { day, labelsOf, metadataOf, selectorOf } from './past'
import { totalsOf } from './requests'
import { priorities } from './templates'
import type { World } from './world'

export function buildPriorityClasses(world: World): void {
  for (const [name, value] of Object.entries(priorities))
    world.store.priorityclasses.create({
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: metadataOf(world, world.clock.now() - 200 * day, { name, generation: 1 }),
      value,
      globalDefault: false,
      preemptionPolicy: 'PreemptLowerPriority',
    })
}

/** The disruption controller says what it allows. */
export function buildBudget(world: World, service: Service, createdAt: number): void {
  const { namespace, name, budget } = service
  if (budget === undefined) return
  world.store.poddisruptionbudgets.create({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(world, createdAt, { name, namespace, generation: 1, labels: labelsOf(service) }),
    spec: { ...budget, selector: selectorOf(service) },
    status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  })
}

/** Teams that share what there is: how much more than they use now they may ask for, in percent. */
const quotas: Readonly<Record<string, number>> = { shipping: 35, analytics: 200 }

/** The quota controller counts what is used. */
export function buildQuotas(world: World): void {
  for (const [namespace, spare] of Object.entries(quotas)) {
    const at = world.clock.now() - 100 * day
    const pods = podsIn(world, namespace)
    if (pods.length === 0) continue
    const most = (name: string) => {
      const used = pods.reduce((sum, { spec }) => sum + (totalsOf(spec)[name] ?? 0), 0)
      return (used * (100 + spare)) / 100
    }
    const hard = {
      pods: String(Math.ceil((pods.length * (100 + spare)) / 100)),
      'requests.cpu': `${Math.ceil(most('cpu') / 100) * 100}m`,
      'requests.memory': `${Math.ceil(most('memory') / 2 ** 30)}Gi`,
    }
    world.store.resourcequotas.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: metadataOf(world, at, { name: 'team', namespace }),
      spec: { hard },
      status: {},
    })
    world.store.limitranges.create({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: metadataOf(world, at, { name: 'usual', namespace }),
      spec: {
        limits: [{ type: 'Container', default: { memory: '256Mi' }, defaultRequest: { cpu: '50m', memory: '64Mi' } }],
      },
    })
  }
}

const podsIn = ({ store }: World, namespace: string) =>
  [...store.pods.values()].filter((pod) => pod.metadata.namespace === namespace && !hasEnded(pod))
