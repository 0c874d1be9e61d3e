import type { CauseEntry } from '@/lib/health/causes/entry'
import type { Finding } from '@/lib/health/finding'
import type { Reference } from '@/lib/health/reference'
import { type Remedy, remedy, type Verb } from '@/lib/health/remedy'
import type { Surroundings } from '@/lib/health/surroundings'
import { revisionAnnotation } from '@/lib/kube/kinds/metadata'

/** More than these nobody reads. */
const most = 4

/** What a person may do about it: of the cause's verbs those that have something to act on. */
export function remediesFor(
  entry: CauseEntry,
  first: Finding,
  around: Pick<Surroundings, 'workload'>,
): readonly Remedy[] {
  const found: Remedy[] = []
  for (const verb of entry.remedies) {
    const target = targetOf(verb, first, around)
    if (target !== undefined) found.push(remedy(verb, target))
  }
  return found.slice(0, most)
}

function targetOf(verb: Verb, finding: Finding, around: Pick<Surroundings, 'workload'>): Reference | undefined {
  const { object, owner, subject } = finding
  switch (verb) {
    case 'logs':
    case 'previous-logs':
      return object.kind === 'Pod' ? object : logsOf(owner)
    case 'delete-pod':
      return object.kind === 'Pod' ? object : undefined
    case 'undo':
      return canUndo(owner, around) ? owner : undefined
    case 'scale':
    case 'restart':
      return scalable.has(owner.kind) ? owner : undefined
    case 'edit':
    case 'edit-image':
    case 'raise-memory-limit':
      return owner
    case 'node':
    case 'drain':
    case 'uncordon':
      return nodeOf(finding)
    case 'autoscaling':
    case 'disruption':
    case 'network':
    case 'storage':
    case 'access':
      return onPage(verb, finding)
    case 'yaml':
    case 'events':
      return subject.uid === '' ? object : subject
    case 'config':
      return object
  }
}

/** What each page shows, and by which detail a finding names one. */
const pages: Readonly<Partial<Record<Verb, { readonly kinds: readonly string[]; readonly detail: string }>>> = {
  autoscaling: { kinds: ['HorizontalPodAutoscaler'], detail: '' },
  disruption: { kinds: ['PodDisruptionBudget'], detail: 'budgets' },
  network: { kinds: ['Service', 'Ingress'], detail: '' },
  storage: { kinds: ['PersistentVolumeClaim'], detail: 'claim' },
  access: { kinds: ['ResourceQuota', 'Namespace'], detail: 'quota' },
}

function onPage(verb: Verb, { subject, object, detail }: Finding): Reference | undefined {
  const page = pages[verb]
  if (page === undefined || page.kinds.includes(subject.kind)) return subject
  const name = (detail[page.detail] ?? '').split(', ')[0] ?? ''
  if (name !== '') return { kind: page.kinds[0] ?? '', namespace: object.namespace, name, uid: '' }
  return verb === 'access' ? { kind: 'Namespace', namespace: '', name: object.namespace, uid: '' } : undefined
}

const scalable = new Set(['Deployment', 'StatefulSet', 'ReplicaSet'])
const withLogs = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod'])
const logsOf = (owner: Reference): Reference | undefined => (withLogs.has(owner.kind) ? owner : undefined)

/** There must be an earlier revision to go back to. */
function canUndo(owner: Reference, around: Pick<Surroundings, 'workload'>): boolean {
  const workload = around.workload(owner)
  if (workload?.kind === 'Deployment') return Number(workload.object.metadata?.annotations[revisionAnnotation] ?? 1) > 1
  if (workload?.kind === 'StatefulSet') {
    const status = workload.object.status
    return status !== undefined && status.updateRevision !== status.currentRevision
  }
  return workload?.kind === 'DaemonSet' && (workload.object.metadata?.generation ?? 1) > 1
}

function nodeOf({ subject, words, detail }: Finding): Reference | undefined {
  if (subject.kind === 'Node') return subject
  const name = detail.node ?? words.node ?? ''
  return name === '' ? undefined : { kind: 'Node', namespace: '', name, uid: '' }
}
