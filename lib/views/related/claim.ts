import type { PersistentVolumeClaim } from '@/lib/kube/kinds/persistentvolumeclaim'
import type { RelatedRow } from '@/lib/views/related'
import type { Health } from '@/lib/views/view'
import { relate, type Subject } from './subject'

const healths: Readonly<Record<string, Health>> = { Bound: 'healthy', Pending: 'progressing', Lost: 'failed' }

/** A claim that the subject's pods mount, or one of them by itself. */
export interface Mounted {
  readonly name: string
  readonly pod: string | null
}

/** `known` when all claims are: then one that is not there does not exist. */
export function relateClaim(
  subject: Subject,
  { name, pod }: Mounted,
  claim: PersistentVolumeClaim | undefined,
  known: boolean,
): RelatedRow {
  if (claim === undefined) {
    const missing = { health: 'failed', state: 'Missing', words: 'there is no such claim' } as const
    return relate(subject, 'stores', name, { ...(known ? missing : { words: '' }), pod })
  }
  const { spec, status, metadata } = claim
  const phase = status?.phase || 'Pending'
  const size = status?.capacity.storage ?? spec?.resources?.requests.storage ?? ''
  const going = metadata?.deletionTimestamp === undefined ? '' : 'being deleted'
  const words = [size, spec?.storageClassName ?? '', (spec?.accessModes ?? []).join(' and '), going]
  return relate(subject, 'stores', name, {
    health: healths[phase] ?? 'progressing',
    state: phase,
    words: words.filter(Boolean).join(', '),
    pod,
  })
}
