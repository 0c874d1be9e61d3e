import { eventEvidence, latestEvent } from '@/lib/health/events'
import { waitingEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { imageCause, pullError } from '@/lib/health/image-error'
import type { ContainerStatus } from '@/lib/kube/kinds/pod'
import { evidenceOf, type PodScene, podFinding } from './scene'

/**
 * A container that waits for its image. ErrImagePull and ImagePullBackOff are two phases of one fault: cause and detail
 * come from the image and from what the registry said, which older kubelets say only in an event.
 */
export function findImageFault(scene: PodScene, container: ContainerStatus): Finding | undefined {
  const { reason = '', message = '' } = container.state?.waiting ?? {}
  if (imageCause(reason, message) === undefined) return undefined
  const image = imageOf(scene, container.name)
  const failed = latestEvent(
    scene.events(),
    (event) => event.reason === 'Failed' && event.message.startsWith(`Failed to pull image "${image}"`),
  )
  const said = pullError(message) === '' ? (failed?.message ?? message) : message
  const cause = imageCause(reason, said) ?? 'image-pull'
  return podFinding(scene, cause, {
    detail: { image },
    words: { why: pullError(said) },
    evidence: evidenceOf(
      waitingEvidence(scene.object, container),
      failed === undefined ? undefined : eventEvidence(scene.object, failed),
    ),
  })
}

/** As the pod's spec has it: statuses of containers that never ran may name another, or none. */
function imageOf({ pod: { spec } }: PodScene, name: string): string {
  const all = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]
  return all.find((container) => container.name === name)?.image ?? ''
}
