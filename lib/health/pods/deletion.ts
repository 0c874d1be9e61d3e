import { eventEvidence, latestEvent } from '@/lib/health/events'
import type { Finding } from '@/lib/health/finding'
import { evidenceOf, type PodScene, podFinding } from './scene'

/** Beyond the grace period, which `deletionTimestamp` already includes: the node has to notice and report. */
const slack = 60_000

/** A pod that should be gone by now: held by a finalizer, by a volume, or by a node that does not end it. */
export function findStuckDeletion(scene: PodScene): Finding | undefined {
  const { metadata } = scene.pod
  const due = metadata?.deletionTimestamp
  if (metadata === undefined || due === undefined) return undefined
  const spec: Finding['evidence'][number] = {
    source: 'spec',
    object: scene.object,
    field: 'metadata.deletionTimestamp',
    words: `to be gone within ${metadata.deletionGracePeriodSeconds ?? 30} s`,
    at: due,
  }
  const times = { since: due, from: due + slack }
  if (metadata.finalizers.length > 0) {
    const finalizers = [...metadata.finalizers].sort().join(', ')
    const held = { ...spec, field: 'metadata.finalizers', words: finalizers }
    return podFinding(scene, 'deletion-finalizer', {
      detail: { finalizers },
      words: {},
      ...times,
      evidence: [held, spec],
    })
  }
  const event = latestEvent(scene.events(), ({ reason, type }) => type === 'Warning' && stops.has(reason))
  const cause = event?.reason === 'FailedKillPod' || event === undefined ? 'deletion-hangs' : 'deletion-volume'
  return podFinding(scene, cause, {
    detail: {},
    words: { why: event?.message ?? '' },
    ...times,
    evidence: evidenceOf(event === undefined ? undefined : eventEvidence(scene.object, event), spec),
  })
}

/** Kubelet events/event.go: what fails while a pod is taken down. */
const stops = new Set(['FailedUnMount', 'FailedUnmount', 'FailedUnmapDevice', 'FailedDetachVolume', 'FailedKillPod'])
