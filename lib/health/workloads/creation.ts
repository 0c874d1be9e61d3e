import { readDenial } from '@/lib/health/denial'
import { eventEvidence, eventTimes, latestEvent } from '@/lib/health/events'
import type { Evidence, Finding } from '@/lib/health/finding'
import type { Reference } from '@/lib/health/reference'
import type { Event } from '@/lib/kube/kinds/event'

interface Refused {
  readonly object: Reference
  readonly owner: Reference
  /** How many pods there should be and are not. */
  readonly missing: number
  readonly message: string
  readonly since: number | undefined
  readonly evidence: Evidence
}

/** Pods that were never made, from what the API server said when it refused them. */
export function denialFinding({ object, owner, missing, message, since, evidence }: Refused): Finding {
  const { cause, detail, why, subject } = readDenial(message, object.namespace)
  return {
    cause,
    detail,
    words: { why, missing: String(missing) },
    object,
    owner,
    subject: subject === undefined ? owner : { ...subject, uid: '' },
    since,
    evidence: [evidence],
  }
}

/**
 * The same for kinds that have no condition for it: their last attempt, if none has succeeded since. A controller tries
 * again at growing intervals, so the events of an object that is still stopped keep coming.
 */
export function denialInEvents(
  object: Reference,
  owner: Reference,
  missing: number,
  events: readonly Event[],
): Finding | undefined {
  if (missing <= 0) return undefined
  const last = latestEvent(events, ({ reason }) => reason === 'FailedCreate' || reason === 'SuccessfulCreate')
  if (last?.reason !== 'FailedCreate') return undefined
  const evidence = eventEvidence(object, last)
  return denialFinding({ object, owner, missing, message: last.message, since: eventTimes(last).first, evidence })
}
