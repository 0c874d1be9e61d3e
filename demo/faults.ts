import type { Watcher, Watchers } from '@/demo/api/watchers'
import type { Clock } from '@/demo/clock'
import type { Store } from '@/demo/store/store'
import { allTypes, qualifiedName, type ResourceType } from '@/demo/store/types'

const lasting = ['stall', 'blackhole', 'throttle', 'forbid', 'fail'] as const
const kinds = ['drop', 'expire', 'heal', ...lasting] as const

/** What can be made to go wrong. `resource` as in `deployments.apps`; left out, it goes for all. */
export interface FaultRequest {
  readonly fault: (typeof kinds)[number]
  readonly resource: string | undefined
  /** How long it lasts, in the cluster's time; left out, until healed. */
  readonly seconds: number | undefined
  /** What a throttled client is told to wait. */
  readonly retryAfter: number
}

interface ActiveFault extends FaultRequest {
  /** Milliseconds since 1970 in the cluster's time; null: until healed. */
  readonly until: number | null
}

export interface Faults {
  active(): readonly ActiveFault[]
  start(request: FaultRequest): void
  find(fault: FaultRequest['fault'], type: ResourceType | undefined): ActiveFault | undefined
  /** Resolves when requests get through: at once, or when the black hole heals. */
  passage(): Promise<void>
  /** A watch that has just been opened meets the faults of the moment. */
  meet(watcher: Watcher): void
}

export function createFaults(store: Store, clock: Clock, watchers: Watchers): Faults {
  const active = new Map<ActiveFault, () => void>()
  let waiting: (() => void)[] = []

  const find: Faults['find'] = (fault, type) =>
    [...active.keys()].find(
      (known) =>
        known.fault === fault && (known.resource === undefined || (type && qualifiedName(type) === known.resource)),
    )
  const isSilent = (watcher: Watcher) =>
    find('blackhole', undefined) !== undefined || find('stall', watcher.type) !== undefined
  const settle = () => {
    watchers.each(undefined, (watcher) => (isSilent(watcher) ? watcher.hold() : watcher.release()))
    if (find('blackhole', undefined) !== undefined) return
    const free = waiting
    waiting = []
    for (const go of free) go()
  }
  const heal = (fault: ActiveFault) => {
    active.get(fault)?.()
    active.delete(fault)
    settle()
  }
  const last = (request: FaultRequest) => {
    const until = request.seconds === undefined ? null : clock.now() + request.seconds * 1000
    const fault = { ...request, until }
    active.set(fault, request.seconds === undefined ? () => {} : clock.after(request.seconds * 1000, () => heal(fault)))
    // An open watch outlives a lost right; it is ended so that the fault shows at once.
    if (['forbid', 'fail', 'throttle'].includes(request.fault))
      watchers.each(request.resource, (watcher) => watcher.end())
    settle()
  }
  return {
    active: () => [...active.keys()],
    start(request) {
      if (request.fault === 'heal') [...active.keys()].forEach(heal)
      else if (request.fault === 'expire') store.compact()
      else if (request.fault === 'drop') watchers.reset(request.resource)
      else last(request)
    },
    find,
    passage: async () => {
      if (find('blackhole', undefined) === undefined) return
      await new Promise<void>((resolve) => void waiting.push(resolve))
    },
    meet(watcher) {
      if (isSilent(watcher)) watcher.hold()
    },
  }
}

/** Reads the body of `POST /demo/faults`; a string is the sentence that says what is wrong with it. */
export function parseFault(body: unknown): FaultRequest | string {
  if (typeof body !== 'object' || body === null) return 'Send a JSON object with at least "fault".'
  const { fault, resource, seconds, retryAfter = 1 } = body as Readonly<Record<string, unknown>>
  const kind = kinds.find((known) => known === fault)
  if (kind === undefined) return `There is no fault ${JSON.stringify(fault)}: use ${kinds.join(', ')}.`
  const known = allTypes.map(qualifiedName)
  if (resource !== undefined && !(typeof resource === 'string' && known.includes(resource)))
    return `There is no resource ${JSON.stringify(resource)}: use ${known.join(', ')}.`
  if (resource === undefined && (kind === 'forbid' || kind === 'fail'))
    return `"${kind}" needs a resource: ${known.join(', ')}.`
  if (seconds !== undefined && !(typeof seconds === 'number' && seconds > 0))
    return '"seconds" must be a number above 0.'
  if (!(typeof retryAfter === 'number' && retryAfter >= 0)) return '"retryAfter" must be a number of seconds from 0.'
  return { fault: kind, resource, seconds, retryAfter }
}
