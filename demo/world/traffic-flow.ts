import type { Backend } from './backends'
import type { Call, Quality, ServiceGraph } from './service-graph'

/** What passes through something at one instant. */
export interface Flow {
  /** Requests per second. */
  readonly rate: number
  /** Of 1: those that are answered with an error. */
  readonly errors: number
  /** Mean, in milliseconds. */
  readonly latency: number
}

/** The traffic of one instant. */
export interface TrafficState {
  /** By `namespace/name` of a service. */
  readonly services: ReadonlyMap<string, Flow>
  /** By `namespace/name` of a workload, and by `namespace/name@version`. */
  readonly workloads: ReadonlyMap<string, Flow>
  /** Thousandths of a CPU that each ready pod of an owner spends on requests, by the owner's uid. */
  readonly cpu: ReadonlyMap<string, number>
}

/** What the traffic of an instant follows from. */
export interface Conditions {
  readonly graph: ServiceGraph
  /** Requests per second that come in from outside. */
  readonly arrivals: (service: string) => number
  readonly backendsOf: (service: string) => readonly Backend[]
  readonly qualityOf: (backend: Backend) => Quality
}

export const noFlow: Flow = { rate: 0, errors: 0, latency: 0 }

/** Requests go down the graph, errors and waiting come back up. */
export function flow(conditions: Conditions): TrafficState {
  const order = callersFirst(conditions.graph)
  const shares = new Map(order.map((service) => [service, sharesOf(conditions.backendsOf(service))]))
  const rates = ratesOf(conditions, order, shares)
  const loads = loadsOf(conditions, rates, shares)
  const services = new Map<string, Flow>()
  const sums = new Map<string, Flow>()
  for (const service of order.toReversed()) {
    const rate = rates.get(service) ?? 0
    const below = answersOf(conditions.graph.calls[service] ?? [], services)
    let total = noFlow
    for (const { backend, share } of shares.get(service) ?? []) {
      const through = { rate: rate * share, ...answer(conditions.qualityOf(backend), loads.get(backend.owner), below) }
      total = merged(total, through)
      for (const key of [backend.workload, `${backend.workload}@${backend.version}`])
        sums.set(key, merged(sums.get(key) ?? noFlow, through))
    }
    services.set(service, total.rate === 0 && rate > 0 ? { rate, errors: 1, latency: 1 } : total)
  }
  const cpu = new Map([...loads].map(([owner, { busy, limit }]) => [owner, Math.min(busy, limit)]))
  return { services, workloads: sums, cpu }
}

/** Every service after those that call it. */
function callersFirst({ entries, calls }: ServiceGraph): readonly string[] {
  const done = new Set<string>()
  const order: string[] = []
  const visit = (service: string) => {
    if (done.has(service)) return
    done.add(service)
    for (const call of calls[service] ?? []) visit(call.service)
    order.unshift(service)
  }
  for (const { service } of entries) visit(service)
  return order
}

interface Share {
  readonly backend: Backend
  readonly share: number
}

/** By the router's weights where there are any, else by ready pods. */
function sharesOf(backends: readonly Backend[]): readonly Share[] {
  const isRouted = backends.some(({ weight = 0 }) => weight > 0)
  const weighed = (backend: Backend) => (isRouted ? (backend.weight ?? 0) : backend.ready)
  const all = backends.reduce((sum, backend) => sum + weighed(backend), 0)
  return all === 0 ? [] : backends.map((backend) => ({ backend, share: weighed(backend) / all }))
}

function ratesOf(
  { graph, arrivals }: Conditions,
  order: readonly string[],
  shares: ReadonlyMap<string, readonly Share[]>,
): ReadonlyMap<string, number> {
  const rates = new Map<string, number>()
  const add = (service: string, rate: number) => rates.set(service, (rates.get(service) ?? 0) + rate)
  for (const { service } of graph.entries) add(service, arrivals(service))
  for (const service of order) {
    const answered = (shares.get(service) ?? []).reduce(
      (sum, { backend, share }) => sum + (backend.ready ? share : 0),
      0,
    )
    for (const call of graph.calls[service] ?? [])
      add(call.service, (rates.get(service) ?? 0) * answered * call.perRequest)
  }
  return rates
}

interface Load {
  /** Thousandths of a CPU for each ready pod: what the requests ask for, and what is allowed. */
  readonly busy: number
  readonly limit: number
}

function loadsOf(
  { qualityOf }: Conditions,
  rates: ReadonlyMap<string, number>,
  shares: ReadonlyMap<string, readonly Share[]>,
): ReadonlyMap<string, Load> {
  const loads = new Map<string, Load>()
  for (const [service, parts] of shares)
    for (const { backend, share } of parts) {
      if (backend.ready === 0) continue
      const before = loads.get(backend.owner)?.busy ?? 0
      const busy = ((rates.get(service) ?? 0) * share * qualityOf(backend).cpuPerRequest) / backend.ready
      loads.set(backend.owner, { busy: before + busy, limit: backend.cpuLimit })
    }
  return loads
}

type Answer = Pick<Flow, 'errors' | 'latency'>

/** What waiting for other services adds. */
function answersOf(calls: readonly Call[], services: ReadonlyMap<string, Flow>): Answer {
  let good = 1
  let latency = 0
  for (const { service, perRequest, optional } of calls) {
    const called = services.get(service)
    if (called === undefined) continue
    if (!optional) good *= 1 - Math.min(1, perRequest) * called.errors
    latency += perRequest * called.latency
  }
  return { errors: 1 - good, latency }
}

/** Near its limit of CPU a pod queues (M/M/1), beyond it what does not fit is refused. */
function answer({ errorShare, latencyMs }: Quality, load: Load | undefined, below: Answer): Answer {
  if (load === undefined) return { errors: 1, latency: 1 }
  const use = load.busy / load.limit
  const refused = use > 1 ? 1 - 1 / use : 0
  return {
    errors: 1 - (1 - errorShare) * (1 - refused) * (1 - below.errors),
    latency: latencyMs / (1 - Math.min(use, 0.95)) + below.latency,
  }
}

function merged(a: Flow, b: Flow): Flow {
  const rate = a.rate + b.rate
  const mean = (of: (flow: Flow) => number) => (rate === 0 ? of(b) : (of(a) * a.rate + of(b) * b.rate) / rate)
  return { rate, errors: mean(({ errors }) => errors), latency: mean(({ latency }) => latency) }
}
