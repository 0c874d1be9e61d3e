import type { Clock } from '@/demo/clock'
import type { Random } from '@/demo/random'
import type { PodTemplate } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { parseQuantity } from '@/lib/kube/quantity'
import { createBackends } from './backends'
import { dayCurve, noise } from './day'
import { type Quality, type ServiceGraph, type Surge, usualQuality } from './service-graph'
import { type Flow, flow, noFlow, type TrafficState } from './traffic-flow'

/** `namespace/name`. */
type Name = string

/** The requests that travel through the shop: worked out only for instants that somebody asks about. */
export interface Traffic {
  /** A world that was given no graph has no traffic. */
  setGraph(graph: ServiceGraph): void
  /** Says how the code in an image answers; what is left out is as usual. */
  setQuality(image: string, quality: Partial<Quality>): void
  addSurge(surge: Surge): void
  /** Everything at this instant. */
  state(): TrafficState
  /** Requests per second, the share of errors and the mean time of an answer in milliseconds. */
  of(workload: Name, version?: string): Flow
  ofService(service: Name): Flow
}

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
}

const empty: TrafficState = { services: new Map(), workloads: new Map(), cpu: new Map() }

export function createTraffic({ store, clock, random }: Parts): Traffic {
  const seed = String(random.fork('traffic').next())
  const backends = createBackends(store, cpuLimitOf)
  const qualities = new Map<string, Quality>()
  let surges: readonly Surge[] = []
  let graph: ServiceGraph | undefined
  let peaks = new Map<string, number>()
  let known: { readonly at: number; readonly state: TrafficState } | undefined

  const arrivals = (service: string) => {
    const now = clock.now()
    const extra = surges.reduce((factor, surge) => factor * (surge.service === service ? heightOf(surge, now) : 1), 1)
    return (peaks.get(service) ?? 0) * dayCurve(now) * noise(`${seed}/${service}`, now) * extra
  }
  const qualityOf = ({ image, version }: { image: string; version: string }): Quality => {
    const quality = qualities.get(image) ?? usualQuality
    const errorShare = Math.min(1, quality.errorShare * noise(`${seed}/${image}/${version}`, clock.now()))
    return { ...quality, errorShare }
  }
  const state = () => {
    if (graph === undefined) return empty
    if (known?.at !== clock.now())
      known = { at: clock.now(), state: flow({ graph, arrivals, backendsOf: backends.of, qualityOf }) }
    return known.state
  }
  return {
    setGraph(given) {
      graph = given
      peaks = new Map(given.entries.map(({ service, peak }) => [service, peak]))
      known = undefined
    },
    setQuality(image, quality) {
      qualities.set(image, { ...usualQuality, ...quality })
      known = undefined
    },
    addSurge(surge) {
      surges = [...surges.filter(({ end }) => end > clock.now()), surge]
      known = undefined
    },
    state,
    of: (workload, version) =>
      state().workloads.get(version === undefined ? workload : `${workload}@${version}`) ?? noFlow,
    ofService: (service) => state().services.get(service) ?? noFlow,
  }
}

function heightOf({ factor, start, full, end }: Surge, now: number): number {
  if (now <= start || now >= end) return 1
  return 1 + (factor - 1) * Math.min(1, (now - start) / Math.max(1, full - start))
}

const limits = new WeakMap<PodTemplate, number>()

/** Thousandths; without a limit a container gets what it asks for four times over. */
function cpuLimitOf(template: PodTemplate): number {
  const known = limits.get(template)
  if (known !== undefined) return known
  const { requests, limits: given } = template.spec.containers[0]?.resources ?? {}
  const request = parseQuantity(requests?.['cpu'] ?? '') ?? 0.1
  const limit = 1000 * (parseQuantity(given?.['cpu'] ?? '') ?? 4 * request)
  limits.set(template, limit)
  return limit
}
