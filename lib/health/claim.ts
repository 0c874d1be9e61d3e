import type { Event } from '@/lib/kube/kinds/event'
import type { PersistentVolumeClaim } from '@/lib/kube/kinds/persistentvolumeclaim'
import { eventEvidence, latestEvent } from './events'
import { conditionEvidence, statusEvidence } from './evidence'
import type { Finding } from './finding'
import { referTo } from './reference'
import type { Surroundings } from './surroundings'
import { because, withoutTransport } from './words'

/** Making a volume takes a cloud a minute or two, ms. */
const patience = 180_000

/**
 * A claim without a volume. One that waits for its first consumer, or for the scheduler to choose a node, waits on purpose
 * (volume binding mode WaitForFirstConsumer; pv_controller.go).
 */
export function findInClaim(claim: PersistentVolumeClaim, around: Pick<Surroundings, 'events'>): readonly Finding[] {
  const { metadata, spec, status } = claim
  if (status === undefined || metadata?.deletionTimestamp !== undefined) return []
  const object = referTo('PersistentVolumeClaim', claim)
  const base = { object, owner: object, subject: object }
  if (status.phase === 'Lost') {
    const volume = spec?.volumeName ?? ''
    const evidence = [statusEvidence(object, 'phase', 'Lost')]
    return [
      { ...base, cause: 'claim-lost', detail: { volume }, words: {}, since: metadata?.creationTimestamp, evidence },
    ]
  }
  if (status.phase !== 'Pending') return findResize(claim, around)
  const event = latestEvent(around.events(object), ({ reason }) => told.has(reason))
  if (event !== undefined && waits.has(event.reason)) return []
  const { cause, words } = readEvent(event, spec?.storageClassName ?? '')
  const since = metadata?.creationTimestamp
  return [
    {
      ...base,
      cause,
      detail: {},
      words,
      since,
      // What is said to fail is a fault at once; everything else may only be slow.
      from: cause === 'claim-pending' ? (since ?? 0) + patience : undefined,
      evidence: [
        statusEvidence(object, 'phase', 'Pending', since),
        ...(event === undefined ? [] : [eventEvidence(object, event)]),
      ],
    },
  ]
}

const waits = new Set(['WaitForFirstConsumer', 'WaitForPodScheduled'])
const told = new Set([
  ...waits,
  'ProvisioningFailed',
  'FailedBinding',
  'ExternalProvisioning',
  'Provisioning',
  'VolumeMismatch',
])

function readEvent(event: Event | undefined, storageClass: string): Pick<Finding, 'cause' | 'words'> {
  const why = withoutTransport(event?.message ?? '')
  const missing = /storageclass\S* "([^"]+)" not found/i.exec(why)?.[1]
  if (missing !== undefined) return { cause: 'claim-class-missing', words: { class: missing } }
  if (event?.reason === 'ProvisioningFailed') return { cause: 'claim-provisioning', words: { why } }
  if (event?.reason === 'FailedBinding' || event?.reason === 'VolumeMismatch')
    return { cause: 'claim-no-volume', words: { why } }
  const provisioner = /external provisioner '([^']+)'/.exec(why)?.[1]
  if (provisioner !== undefined)
    return { cause: 'claim-pending', words: { why: `the provisioner ${provisioner} has not made it` } }
  return { cause: 'claim-pending', words: { why: storageClass === '' ? 'it names no storage class' : '' } }
}

const resizeReasons = new Set(['VolumeResizeFailed', 'FileSystemResizeFailed', 'ExternalExpanding'])

function findResize(claim: PersistentVolumeClaim, around: Pick<Surroundings, 'events'>): readonly Finding[] {
  const condition = claim.status?.conditions.find(
    ({ type, status }) => status === 'True' && /^(ControllerResizeError|NodeResizeError|Resizing)$/.test(type),
  )
  if (condition === undefined) return []
  const object = referTo('PersistentVolumeClaim', claim)
  const event = latestEvent(
    around.events(object),
    ({ reason, type }) => type === 'Warning' && resizeReasons.has(reason),
  )
  const since = condition.lastTransitionTime
  const failed = condition.type !== 'Resizing' || event !== undefined
  return [
    {
      cause: 'claim-resize',
      detail: {},
      words: { why: because(condition.message || event?.message).slice(2) },
      object,
      owner: object,
      subject: object,
      since,
      from: failed ? undefined : (since ?? 0) + 5 * patience,
      evidence: [conditionEvidence(object, condition), ...(event === undefined ? [] : [eventEvidence(object, event)])],
    },
  ]
}
