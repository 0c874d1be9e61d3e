import { allTypes, qualifiedName } from '@/demo/store/types'

const momentary = ['drop', 'expire', 'restart', 'remember', 'rollback', 'heal'] as const
const lasting = ['stall', 'delay', 'blackhole', 'throttle', 'forbid', 'fail', 'webhook', 'clock-skew'] as const
const kinds = [...momentary, ...lasting]

/** What can be made to go wrong. `resource` as in `deployments.apps`; left out, it goes for all. */
export interface FaultRequest {
  readonly fault: (typeof kinds)[number]
  readonly resource?: string
  /** How long it lasts, in the cluster's time; left out, until healed. */
  readonly seconds?: number
  /** What a throttled client is told to wait. */
  readonly retryAfter: number
  /** How late answers and events are. */
  readonly milliseconds?: number
  /** By how many seconds the cluster's clock is ahead; below 0 it is behind. */
  readonly offset?: number
  /** Where a webhook is asked; left out, everywhere. */
  readonly namespace?: string
  /** What a webhook says; '' gives no explanation. */
  readonly message: string
  readonly unreachable: boolean
}

type Check = (value: unknown) => string | undefined

const is =
  (isRight: (value: unknown) => boolean, what: string): Check =>
  (value) =>
    isRight(value) ? undefined : what
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const longest = 1_000_000_000
const within = (value: unknown, low: number) => isNumber(value) && value >= low && value <= longest

/** What each field of a request must be. */
const checks: Readonly<Record<string, Check>> = {
  seconds: is((value) => within(value, 0) && value !== 0, 'must be a number above 0.'),
  retryAfter: is((value) => within(value, 0), 'must be a number of seconds from 0.'),
  milliseconds: is((value) => within(value, 1), 'must be a number from 1.'),
  offset: is((value) => within(value, -longest), 'must be a number of seconds, below 0 for a clock that is behind.'),
  namespace: is((value) => typeof value === 'string' && value !== '', 'must be the name of a namespace.'),
  message: is((value) => typeof value === 'string', 'must be a text.'),
  unreachable: is((value) => typeof value === 'boolean', 'must be true or false.'),
}

/** Fields that a fault can't do without, and what they are for. */
const needed: Readonly<Record<string, readonly [field: string, what: string]>> = {
  delay: ['milliseconds', 'how late answers and events are'],
  'clock-skew': ['offset', 'seconds that the clock is ahead'],
}

const resources = allTypes.map(qualifiedName)

/** Reads the body of `POST /demo/faults`; a string is the sentence that says what is wrong with it. */
export function parseFault(body: unknown): FaultRequest | string {
  if (typeof body !== 'object' || body === null) return 'Send a JSON object with at least "fault".'
  const given = body as Readonly<Record<string, unknown>>
  const { fault, resource } = given
  const kind = kinds.find((known) => known === fault)
  if (kind === undefined) return `There is no fault ${JSON.stringify(fault)}: use ${kinds.join(', ')}.`
  const stranger = Object.keys(given).find(
    (name) => !['fault', 'resource'].includes(name) && !Object.hasOwn(checks, name),
  )
  if (stranger !== undefined)
    return `There is no field ${JSON.stringify(stranger)}: use resource, ${Object.keys(checks).join(', ')}.`
  if (resource !== undefined && !resources.some((known) => known === resource))
    return `There is no resource ${JSON.stringify(resource)}: use ${resources.join(', ')}.`
  if (resource === undefined && (kind === 'forbid' || kind === 'fail'))
    return `"${kind}" needs a resource: ${resources.join(', ')}.`
  for (const [name, check] of Object.entries(checks)) {
    const what = given[name] === undefined ? undefined : check(given[name])
    if (what !== undefined) return `"${name}" ${what}`
  }
  const [field, what] = needed[kind] ?? []
  if (field !== undefined && given[field] === undefined) return `"${kind}" needs "${field}": ${what}.`
  // Every field was checked above.
  return { retryAfter: 1, message: '', unreachable: false, ...given } as unknown as FaultRequest
}
