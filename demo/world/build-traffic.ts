import { calls as shopCalls } from './calls'
import { dayCurve } from './day'
import type { Planned } from './plan'
import { totalsOf } from './requests'
import { type Call, type ServiceGraph, usualQuality } from './service-graph'
import { serves, templateOf } from './templates'

/** The part of its requested CPU that a pod spends on requests when the world opens; with an autoscaler, just below its target. */
const usualUse = 0.5
export const belowTarget = 0.9
/** A world that opens at night is busier by day than its pods are made for, but no more than this much. */
const quietest = 0.4

/** Who calls whom and how often, so that each service's pods are as busy at `now` as they usually are. */
export function graphOf(planned: readonly Planned[], now: number): ServiceGraph {
  const serving = planned.filter(({ service }) => serves(service))
  const rates = new Map(serving.map((each) => [nameOf(each), rateOf(each)]))
  const edges = serving.flatMap((each) => edgesFrom(each, rates))
  const callers = Map.groupBy(edges, ({ to }) => to)
  const isEntry = new Set(serving.filter(({ service }) => service.host !== undefined).map(nameOf))
  const sharesOf = (name: string) => (callers.get(name)?.length ?? 0) + (isEntry.has(name) ? 1 : 0)
  const calls: Record<string, Call[]> = {}
  for (const { from, to, optional } of edges) {
    const perRequest = (rates.get(to) ?? 0) / sharesOf(to) / (rates.get(from) ?? 1)
    calls[from] = [...(calls[from] ?? []), { service: to, perRequest, ...(optional ? { optional } : {}) }]
  }
  const height = Math.max(quietest, dayCurve(now))
  const entries = [...isEntry].map((service) => ({
    service,
    peak: (rates.get(service) ?? 0) / sharesOf(service) / height,
  }))
  return { entries, calls }
}

const nameOf = ({ service: { namespace, name } }: Planned) => `${namespace}/${name}`

/** Requests per second that make the pods as busy as they usually are. */
function rateOf({ service, pods }: Planned): number {
  const { cpu = 100 } = totalsOf(templateOf(service, service.tag).spec)
  const use = service.scales === undefined ? usualUse : (service.scales / 100) * belowTarget
  return (pods * cpu * use) / usualQuality.cpuPerRequest
}

/** A copy of a workload calls copies. */
function edgesFrom({ service }: Planned, rates: ReadonlyMap<string, number>) {
  const [, plain = service.name, copy = ''] = /^(.*?)(-\d+)?$/.exec(service.name) ?? []
  const called = shopCalls[`${service.namespace}/${plain}`] ?? []
  const from = `${service.namespace}/${service.name}`
  return called
    .map((name) => ({ from, to: name.replace('?', '') + copy, optional: name.endsWith('?') }))
    .filter(({ to }) => rates.has(to))
}
