import type { CauseEntry, Severity } from '@/lib/health/causes/entry'
import type { Group } from './group'
import type { Harm } from './harm'

/** Worst first. */
export const severities: readonly Severity[] = ['down', 'degraded', 'at-risk']

const worse = (a: Severity, b: Severity): Severity => (severities.indexOf(a) <= severities.indexOf(b) ? a : b)

/** By harm: nothing serves, part is missing, or nothing is missing yet. */
export function severityOf({ harms, about }: CauseEntry, { victims, unreplaced }: Group, harm: Harm): Severity {
  if (harms === 'pods') return bySupply(harm)
  if (about === 'subject') return victims === 0 ? harms : worse(harms, harm.known === 0 ? harms : bySupply(harm))
  // What ended and nothing makes anew is missing, though nothing else may be.
  return unreplaced ? worse('degraded', harms) : harms
}

/** Runs and workloads of kinds that we do not read have no replicas to go by: something of them fails. */
function bySupply({ services, down, ready, desired, known }: Harm): Severity {
  if (services.length > 0 || down > 0) return 'down'
  if (known === 0) return 'degraded'
  return ready < desired ? 'degraded' : 'at-risk'
}

/** An instant fits below this, ms (until the year 2286). */
const instants = 1e13

/**
 * One number to sort by: severity, then how much is harmed, by order of magnitude so that a pod more or less moves nothing,
 * then age.
 */
export function rankOf(severity: Severity, harm: Harm, count: number, since: number): number {
  const size = Math.max(count, harm.desired - harm.ready) + 10 * harm.services.length
  const magnitude = Math.min(63, Math.floor(Math.log2(1 + size)))
  return (
    severities.indexOf(severity) * 100 * instants +
    (63 - magnitude) * instants +
    Math.min(Math.max(0, since), instants - 1)
  )
}
