import type { AdviceSurroundings, Remark } from '@/lib/health/advice'
import type { TemplateContainer, Workload } from '@/lib/health/workload'
import { fieldOf, servicesOf, servingContainers, specOf } from './template'

/** Endpoints are taken out of load balancers within a few seconds of a pod's deletion, at the same time as it is told to end. */
const needed = 5

export function adviseShutdown(
  workload: Workload,
  around: Pick<AdviceSurroundings, 'servicesSelecting'>,
): readonly Remark[] {
  const services = servicesOf(workload, around)
  if (services === '') return []
  const grace = specOf(workload)?.terminationGracePeriodSeconds ?? 30
  return servingContainers(workload).flatMap((container) => {
    if (container.ports.length === 0) return []
    return container.lifecycle?.preStop === undefined
      ? [withoutPreStop(container, services), ...adviseGrace(container, grace, 0)]
      : adviseGrace(container, grace, sleepOf(container))
  })
}

function withoutPreStop(container: TemplateContainer, services: string): Remark {
  return {
    code: 'no-pre-stop',
    sentence: `Container ${container.name} has no preStop hook and is reached through Service ${services}.`,
    why: 'It is told to end while requests still come in; a few seconds of sleep let the network forget it first.',
    field: fieldOf(container, 'lifecycle.preStop'),
  }
}

/** The grace period counts from the hook's beginning: what the hook takes, the program has not. */
function adviseGrace(container: TemplateContainer, grace: number, sleep: number): readonly Remark[] {
  if (grace >= sleep + needed) return []
  const spent = sleep === 0 ? '' : `, of which its preStop hook takes ${sleep} s`
  return [
    {
      code: 'short-grace',
      sentence: `The pod has ${grace} s to end${spent}.`,
      why: `Container ${container.name} is killed before it has answered what it was asked.`,
      field: 'spec.template.spec.terminationGracePeriodSeconds',
    },
  ]
}

/** Seconds that the hook surely takes: a sleep of its own, or of a shell's. */
function sleepOf({ lifecycle }: TemplateContainer): number {
  const { sleep, exec } = lifecycle?.preStop ?? {}
  if (sleep !== undefined) return sleep.seconds
  return Number(/\bsleep (\d+)\b/.exec(exec?.command.join(' ') ?? '')?.[1] ?? 0)
}
