import type { Container, PodSpec, TextMap } from '@/demo/store/objects'
import { parseQuantity } from '@/lib/kube/quantity'

/** Amounts by resource name: `cpu` in thousandths of a core, everything else in its own unit. */
export type Amounts = Readonly<Record<string, number>>

type Side = 'requests' | 'limits'

/** Templates share their containers among all their pods, so each list is added up once. */
const known = { requests: new WeakMap<object, Amounts>(), limits: new WeakMap<object, Amounts>() }

/** What a pod takes from its node, as k8s.io/component-helpers resource.PodRequests counts it. */
export function totalsOf(spec: PodSpec, side: Side = 'requests'): Amounts {
  const found = known[side].get(spec.containers)
  if (found !== undefined) return found
  const totals = addUp(spec, side)
  known[side].set(spec.containers, totals)
  return totals
}

/** An init container runs beside the sidecars before it; the pod takes the most that it needs at any time. */
function addUp({ containers, initContainers = [], overhead }: PodSpec, side: Side): Amounts {
  let running: Amounts = {}
  let most: Amounts = {}
  for (const container of initContainers) {
    const own = amountsOf(container, side)
    if (container.restartPolicy === 'Always') running = plus(running, own)
    most = larger(most, container.restartPolicy === 'Always' ? running : plus(running, own))
  }
  for (const container of containers) running = plus(running, amountsOf(container, side))
  return plus(larger(most, running), parseAmounts(overhead))
}

const amountsOf = ({ resources }: Container, side: Side): Amounts =>
  // A limit without a request is the request (pkg/apis/core/v1/defaults.go).
  parseAmounts(side === 'requests' ? { ...resources?.limits, ...resources?.requests } : resources?.limits)

export function parseAmounts(given: TextMap = {}): Amounts {
  return Object.fromEntries(Object.entries(given).map(([name, text]) => [name, amountOf(name, text)]))
}

export function amountOf(resource: string, text = '0'): number {
  const value = parseQuantity(text) ?? 0
  return resource === 'cpu' || resource.endsWith('.cpu') ? Math.ceil(value * 1000) : value
}

export const plus = (a: Amounts, b: Amounts): Amounts => merged(a, b, (x, y) => x + y)
export const minus = (a: Amounts, b: Amounts): Amounts => merged(a, b, (x, y) => x - y)
const larger = (a: Amounts, b: Amounts): Amounts => merged(a, b, Math.max)

function merged(a: Amounts, b: Amounts, join: (x: number, y: number) => number): Amounts {
  const result: Record<string, number> = { ...a }
  for (const [name, value] of Object.entries(b)) result[name] = join(result[name] ?? 0, value)
  return result
}
