import type { AdviceSurroundings, Remark } from '@/lib/health/advice'
import { placeOf, referTo } from '@/lib/health/reference'
import { names } from '@/lib/health/words'
import type { TemplateContainer, Workload } from '@/lib/health/workload'
import { fieldOf, servingContainers } from './template'

export function adviseResources(
  workload: Workload,
  around: Pick<AdviceSurroundings, 'autoscalersOf'>,
): readonly Remark[] {
  return [...servingContainers(workload).flatMap(adviseRequests), ...adviseAutoscaler(workload, around)]
}

function adviseRequests(container: TemplateContainer): readonly Remark[] {
  const { requests = {}, limits = {} } = container.resources ?? {}
  const missing = ['cpu', 'memory'].filter(
    (resource) => requests[resource] === undefined && limits[resource] === undefined,
  )
  const field = fieldOf(container, 'resources.requests')
  const found: Remark[] = []
  if (missing.length > 0)
    found.push({
      code: 'no-requests',
      sentence: `Container ${container.name} requests no ${missing.join(' and no ')}.`,
      why: 'The scheduler puts it where there may be no room, and it is the first to go when a node runs low.',
      field,
    })
  // A pod's missing request is filled in from its limit; its template still shows it (SetDefaults_Pod, core/v1 defaults).
  if (limits.memory !== undefined && requests.memory === undefined)
    found.push({
      code: 'memory-limit-without-request',
      sentence: `Container ${container.name} has a memory limit of ${limits.memory} but says no request.`,
      why: 'The whole limit is then reserved for it on its node, whether it needs that much or not.',
      field,
    })
  return found
}

/** An autoscaler by utilisation computes a share of the request: one container without is enough for it to stand still. */
function adviseAutoscaler(workload: Workload, around: Pick<AdviceSurroundings, 'autoscalersOf'>): readonly Remark[] {
  const found: Remark[] = []
  for (const autoscaler of around.autoscalersOf(referTo(workload.kind, workload.object)))
    for (const { resource } of autoscaler.spec?.metrics ?? []) {
      if (resource?.target?.type !== 'Utilization') continue
      const without = servingContainers(workload).filter(
        ({ resources }) =>
          resources?.requests[resource.name] === undefined && resources?.limits[resource.name] === undefined,
      )
      const [first] = without
      if (first === undefined) continue
      found.push({
        code: 'hpa-without-requests',
        sentence: `Autoscaler ${placeOf(referTo('', autoscaler))} goes by ${resource.name} use as a share of the request, but ${names(without.map(({ name }) => name))} requests none.`,
        why: 'It can compute nothing and does not scale.',
        field: fieldOf(first, `resources.requests.${resource.name}`),
      })
    }
  return found
}
