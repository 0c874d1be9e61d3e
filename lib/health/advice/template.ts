import type { AdviceSurroundings } from '@/lib/health/advice'
import { placeOf, referTo } from '@/lib/health/reference'
import { names } from '@/lib/health/words'
import { type PodTemplate, podLabelsOf, type TemplateContainer, templateOf, type Workload } from '@/lib/health/workload'

type Spec = NonNullable<PodTemplate['spec']>

const none: readonly TemplateContainer[] = []

export const specOf = (workload: Workload): Spec | undefined => templateOf(workload)?.spec

/** The containers that serve: sidecars are init containers that stay. */
export const servingContainers = (workload: Workload): readonly TemplateContainer[] =>
  specOf(workload)?.containers ?? none

export const fieldOf = (container: TemplateContainer, field: string): string =>
  `spec.template.spec.containers[${container.name}].${field}`

/** The Services that select the workload's pods, by name; '' for none. */
export function servicesOf(workload: Workload, around: Pick<AdviceSurroundings, 'servicesSelecting'>): string {
  const namespace = workload.object.metadata?.namespace ?? ''
  const services = [...around.servicesSelecting(namespace, podLabelsOf(workload))]
  return names(services.map((service) => placeOf(referTo('Service', service))))
}
