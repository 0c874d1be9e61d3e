import type { Clock } from '@/demo/clock'
import { leakedBytes } from '@/demo/kubelet/lifetime'
import { type Container, findController, type Pod } from '@/demo/store/objects'
import { parseQuantity } from '@/lib/kube/quantity'
import { dayCurve } from './day'
import type { Registry } from './registry'
import type { Traffic } from './traffic'
import type { TrafficState } from './traffic-flow'

/** What the containers of a running pod use at this instant. */
export interface ContainerUsage {
  readonly name: string
  /** Thousandths of a CPU. */
  readonly cpu: number
  /** Bytes. */
  readonly memory: number
}

/** What was last measured of a pod; instants and the window that the CPU is a mean of, in milliseconds. */
export interface UsageSample {
  readonly at: number
  readonly window: number
  readonly containers: readonly ContainerUsage[]
}

/** What metrics-server would measure; autoscalers, `kubectl top` and node pressure read it. */
export interface Usage {
  of(pod: Pod): readonly ContainerUsage[]
  /** What metrics-server has of the pod, up to 15 s old; nothing of one that has just started. */
  sample(pod: Pod): UsageSample | undefined
  /** Takes the traffic of this instant as what samples show until the next time. */
  scrape(): void
}

/** metrics-server's --metric-resolution. */
export const scrapeInterval = 15_000

interface Parts {
  readonly clock: Clock
  readonly registry: Registry
  readonly traffic: Traffic
}

/** CPU follows the requests that a pod answers, or for one that answers none, the time of the day; memory leaks. */
export function createUsage({ clock, registry, traffic }: Parts): Usage {
  let scraped: { readonly at: number; readonly state: TrafficState } | undefined
  const memoryOf = (pod: Pod, container: Container, own: number, at: number) => {
    const status = pod.status.containerStatuses?.find(({ name }) => name === container.name)
    const leaked = status === undefined ? 0 : leakedBytes(status, registry.behaviourOf(container.image), at)
    const limit = parseQuantity(container.resources?.limits?.['memory'] ?? '') ?? Number.POSITIVE_INFINITY
    return Math.round(Math.min(limit, own * 0.6 * amount(container, 'memory', 64 * 1024 * 1024) + leaked))
  }
  const usageOf = (pod: Pod, at: number, state: TrafficState) => {
    const own = 0.7 + (Number.parseInt(pod.metadata.uid.slice(0, 4), 16) / 65_536) * 0.6
    const busy = state.cpu.get(findController(pod)?.uid ?? '')
    return pod.spec.containers.map((container, index) => ({
      name: container.name,
      cpu: cpuOf(container, { index, busy, own, at }),
      memory: memoryOf(pod, container, own, at),
    }))
  }
  return {
    of: (pod) => usageOf(pod, clock.now(), traffic.state()),
    sample(pod) {
      const at = scraped?.at ?? clock.now() - (clock.now() % scrapeInterval)
      const start = startOf(pod)
      if (start === undefined || start > at - scrapeInterval) return undefined
      return { at, window: scrapeInterval, containers: usageOf(pod, at, scraped?.state ?? traffic.state()) }
    },
    scrape() {
      scraped = { at: clock.now(), state: traffic.state() }
    },
  }
}

/** When the first of its containers came to run; undefined for a pod that does not run. */
function startOf({ status }: Pod): number | undefined {
  if (status.phase !== 'Running') return undefined
  const running = status.containerStatuses?.find(({ state }) => state.running !== undefined)?.state.running
  return running && Date.parse(running.startedAt)
}

interface Work {
  readonly index: number
  readonly busy: number | undefined
  readonly own: number
  readonly at: number
}

/** The first container answers, the others help it. */
function cpuOf(container: Container, { index, busy, own, at }: Work): number {
  const request = 1000 * amount(container, 'cpu', 0.1)
  if (busy === undefined) return Math.round(request * own * (0.15 + 0.5 * dayCurve(at)))
  const spread = 0.9 + 0.2 * (own - 0.7)
  return Math.round(index === 0 ? 0.02 * request + busy * spread : Math.min(request, 0.1 * busy * spread))
}

const amount = ({ resources }: Container, resource: 'cpu' | 'memory', otherwise: number) =>
  parseQuantity(resources?.requests?.[resource] ?? '') || otherwise
