/** What an autoscaler knows of a pod; numbers in thousandths of the resource's unit. */
export interface ScaledPod {
  readonly name: string
  readonly phase: string | undefined
  readonly deleted: boolean
  /** Milliseconds since 1970; undefined until a kubelet has seen it. */
  readonly startedAt: number | undefined
  readonly ready: { readonly holds: boolean; readonly since: number } | undefined
  readonly sample: { readonly value: number; readonly at: number; readonly window: number } | undefined
  /** What it requests, or the words for why that is unknown. */
  readonly request: number | { readonly missing: string }
}

export interface Ask {
  readonly pods: readonly ScaledPod[]
  readonly current: number
  readonly isCpu: boolean
  readonly now: number
  readonly tolerance: { readonly up: number; readonly down: number }
}

/** A size, with the average use that it follows from: thousandths, and per cent of the requests where those count. */
export interface Proposal {
  readonly replicas: number
  readonly average: number
  readonly utilization?: number
}

/** Why there is no size, in upstream's words. */
export interface Refusal {
  readonly failure: string
}

/** Flags of the controller manager, at their defaults. */
const initialization = 300_000
const initialReadiness = 30_000

/** k8s.io/kubernetes pkg/controller/podautoscaler/replica_calculator.go, v1.36: GetResourceReplicas. */
export function replicasForUtilization(ask: Ask, target: number): Proposal | Refusal {
  const known = measured(ask)
  if ('failure' in known) return known
  const requests = new Map<string, number>()
  for (const { name, request } of ask.pods) {
    if (typeof request !== 'number') return { failure: request.missing }
    requests.set(name, request)
  }
  const utilizationOf = (values: ReadonlyMap<string, number>) => {
    const asked = sum([...values.keys()].map((name) => requests.get(name) ?? 0))
    return asked === 0 ? undefined : Math.trunc((sum(values.values()) * 100) / asked)
  }
  const utilization = utilizationOf(known.values)
  if (utilization === undefined) return { failure: 'no metrics returned matched known pods' }
  const replicas = scale(ask, known, {
    ratio: (values) => (utilizationOf(values) ?? 0) / target,
    fallback: (name) => Math.trunc(((requests.get(name) ?? 0) * Math.max(100, target)) / 100),
  })
  return { replicas, average: averageOf(known.values), utilization }
}

/** The same for an average value (GetRawResourceReplicas). */
export function replicasForValue(ask: Ask, target: number): Proposal | Refusal {
  const known = measured(ask)
  if ('failure' in known) return known
  const ratio = (values: ReadonlyMap<string, number>) => averageOf(values) / target
  return { replicas: scale(ask, known, { ratio, fallback: () => target }), average: averageOf(known.values) }
}

interface Measured {
  readonly values: ReadonlyMap<string, number>
  readonly ready: number
  readonly unready: readonly string[]
  readonly missing: readonly string[]
}

function measured(ask: Ask): Measured | Refusal {
  if (ask.pods.length === 0) return { failure: 'no pods returned by selector while calculating replica count' }
  const values = new Map<string, number>()
  const unready: string[] = []
  const missing: string[] = []
  for (const pod of ask.pods) {
    if (pod.deleted || pod.phase === 'Failed') continue
    if (pod.phase === 'Pending' || pod.phase === undefined) unready.push(pod.name)
    else if (pod.sample === undefined) missing.push(pod.name)
    else if (ask.isCpu && isUnready(pod, pod.sample, ask.now)) unready.push(pod.name)
    else values.set(pod.name, pod.sample.value)
  }
  if (values.size === 0) return { failure: 'did not receive metrics for targeted pods (pods might be unready)' }
  return { values, ready: values.size, unready, missing }
}

/** Whether a pod's use of CPU says nothing yet: it starts, or never was ready. */
function isUnready({ ready, startedAt }: ScaledPod, sample: { at: number; window: number }, now: number): boolean {
  if (ready === undefined || startedAt === undefined) return true
  if (startedAt + initialization > now) return !ready.holds || sample.at < ready.since + sample.window
  return !ready.holds && startedAt + initialReadiness > ready.since
}

interface Rule {
  readonly ratio: (values: ReadonlyMap<string, number>) => number
  /** What a pod without a sample counts as when the size would shrink. */
  readonly fallback: (name: string) => number
}

function scale({ current, tolerance }: Ask, known: Measured, { ratio, fallback }: Rule): number {
  const isWithin = (value: number) => 1 - tolerance.down <= value && value <= 1 + tolerance.up
  const first = ratio(known.values)
  const upWithUnready = known.unready.length > 0 && first > 1
  if (!upWithUnready && known.missing.length === 0) return isWithin(first) ? current : Math.ceil(first * known.ready)
  const values = new Map(known.values)
  for (const name of first === 1 ? [] : known.missing) values.set(name, first < 1 ? fallback(name) : 0)
  for (const name of upWithUnready ? known.unready : []) values.set(name, 0)
  const second = ratio(values)
  if (isWithin(second) || (first < 1 && second > 1) || (first > 1 && second < 1)) return current
  const replicas = Math.ceil(second * values.size)
  const turnsRound = (second < 1 && replicas > current) || (second > 1 && replicas < current)
  return turnsRound ? current : replicas
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, number) => all + number, 0)
const averageOf = (values: ReadonlyMap<string, number>) => Math.trunc(sum(values.values()) / values.size)
