import type { AdviceSurroundings, Remark } from '@/lib/health/advice'
import { span } from '@/lib/health/words'
import type { TemplateContainer, Workload } from '@/lib/health/workload'
import { fieldOf, servicesOf, servingContainers, specOf } from './template'

type Probe = TemplateContainer['readinessProbe']

export function adviseProbes(
  workload: Workload,
  around: Pick<AdviceSurroundings, 'servicesSelecting'>,
): readonly Remark[] {
  const services = servicesOf(workload, around)
  const grace = specOf(workload)?.terminationGracePeriodSeconds ?? 30
  return servingContainers(workload).flatMap((container) => [
    ...adviseReadiness(container, services),
    ...adviseEquality(container),
    ...adviseSlowness(container, grace),
  ])
}

/** Of several containers one probe is enough for the pod to wait; a container without ports answers nobody. */
function adviseReadiness(container: TemplateContainer, services: string): readonly Remark[] {
  if (services === '' || container.readinessProbe !== undefined || container.ports.length === 0) return []
  return [
    {
      code: 'no-readiness-probe',
      sentence: `Container ${container.name} has no readiness probe and is reached through Service ${services}.`,
      why: 'It gets requests as soon as its process runs, before it can answer them, and keeps them when it can answer no more.',
      field: fieldOf(container, 'readinessProbe'),
    },
  ]
}

/** The same question in both, asked as often and with as much patience. */
function adviseEquality(container: TemplateContainer): readonly Remark[] {
  const { livenessProbe, readinessProbe } = container
  if (livenessProbe === undefined || readinessProbe === undefined) return []
  if (JSON.stringify(livenessProbe.handler) !== JSON.stringify(readinessProbe.handler)) return []
  if (duration(livenessProbe) > duration(readinessProbe)) return []
  return [
    {
      code: 'liveness-equals-readiness',
      sentence: `Container ${container.name} asks the same in its liveness and its readiness probe.`,
      why: 'When it is only busy or waits for another service it is killed instead of merely getting no requests.',
      field: fieldOf(container, 'livenessProbe'),
    },
  ]
}

/** How long a probe takes to notice that its container is broken, in seconds. */
const duration = (probe: NonNullable<Probe>): number => (probe.periodSeconds || 10) * (probe.failureThreshold || 3)

/** A pod that ends still gets requests until its readiness probe has failed often enough, if nothing else takes it out. */
function adviseSlowness(container: TemplateContainer, grace: number): readonly Remark[] {
  const { readinessProbe } = container
  if (readinessProbe === undefined || duration(readinessProbe) <= grace) return []
  return [
    {
      code: 'probe-slower-than-grace',
      sentence: `The readiness probe of ${container.name} takes ${span(duration(readinessProbe) * 1000)} to fail, the pod has ${span(grace * 1000)} to end.`,
      why: 'Whoever goes by readiness learns that the pod is going only after it is gone.',
      field: fieldOf(container, 'readinessProbe.periodSeconds'),
    },
  ]
}
