import type { Node, Pod } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import type { Misfit } from './node-fit'
import type { Refusal } from './placement'
import type { Found } from './preemption'

/** The words of k8s.io/kubernetes pkg/scheduler/framework FitError with its post-filters, v1.36. */
export function fitError(pod: Pod, misfits: ReadonlyMap<Node, Misfit>, { best, refusals }: Found): Refusal {
  const reasons = [...misfits.values()].map((misfit) => misfit.reasons)
  const refused = available(misfits.size, reasons)
  const different = [...new Set(reasons.flat())]
  if (best !== undefined && pod.spec.preemptionPolicy !== 'Never')
    return { message: refused, reasons: different, preemption: best }
  const helpless = [...misfits.keys()].map((node) => refusals.get(node) ?? ['Preemption is not helpful for scheduling'])
  const preemption =
    pod.spec.preemptionPolicy === 'Never'
      ? 'not eligible due to preemptionPolicy=Never.'
      : available(misfits.size, helpless)
  return { message: `${refused} no new claims to deallocate, preemption: ${preemption}`, reasons: different }
}

function available(count: number, reasons: readonly (readonly string[])[]): string {
  const counts = new Map<string, number>()
  for (const reason of reasons.flat()) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const listed = [...counts].map(([reason, nodes]) => `${nodes} ${reason}`).sort()
  return `0/${count} nodes are available: ${listed.join(', ')}.`
}

/** What the volumes lack before any node is looked at (plugins/volumebinding, PreFilter). */
export function missingClaim({ persistentvolumeclaims, storageclasses }: Store, pod: Pod): string | undefined {
  for (const { persistentVolumeClaim } of pod.spec.volumes ?? []) {
    if (persistentVolumeClaim === undefined) continue
    const { claimName } = persistentVolumeClaim
    const claim = persistentvolumeclaims.get(pod.metadata.namespace, claimName)
    if (claim === undefined) return `persistentvolumeclaim "${claimName}" not found`
    if (claim.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${claimName}" is being deleted`
    const storage = storageclasses.get(undefined, claim.spec.storageClassName ?? '')
    if (claim.spec.volumeName === undefined && storage?.volumeBindingMode !== 'WaitForFirstConsumer')
      return 'pod has unbound immediate PersistentVolumeClaims'
  }
  return undefined
}
