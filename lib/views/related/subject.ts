import { type Reference, referTo } from '@/lib/health/reference'
import { podLabelsOf, type Workload } from '@/lib/health/workload'
import type { RelatedKind, RelatedRow, Relation } from '@/lib/views/related'

type Labels = Readonly<Record<string, string>>

/** A workload that other objects have to do with, and the labels of its pods. */
export interface Subject {
  readonly workload: Workload
  readonly reference: Reference
  readonly labels: Labels
}

export function subjectOf(workload: Workload): Subject {
  return { workload, reference: referTo(workload.kind, workload.object), labels: podLabelsOf(workload) }
}

/** Labels that every pod of a StatefulSet has for itself (apps/v1 types.go). */
export const podNameLabel = 'statefulset.kubernetes.io/pod-name'

/** Whether a Service selects pods of it: all of them, or one of a StatefulSet by its own name. */
export function isSelected({ workload, reference, labels }: Subject, selector: Labels): boolean {
  const wanted = Object.entries(selector)
  const isOwn = (key: string, value: string) =>
    workload.kind === 'StatefulSet' &&
    key === podNameLabel &&
    value.startsWith(`${reference.name}-`) &&
    /^\d+$/.test(value.slice(reference.name.length + 1))
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value || isOwn(key, value))
}

/** The one pod that a Service means, or null when it means all. */
export const onlyPod = (selector: Labels): string | null => selector[podNameLabel] ?? null

const kinds: Readonly<Record<Relation, RelatedKind>> = {
  selects: 'Service',
  lists: 'EndpointSlice',
  routes: 'Ingress',
  scales: 'HorizontalPodAutoscaler',
  protects: 'PodDisruptionBudget',
  restricts: 'NetworkPolicy',
  stores: 'PersistentVolumeClaim',
}

type Told = Partial<Pick<RelatedRow, 'health' | 'state' | 'ready' | 'total' | 'via' | 'pod'>> &
  Pick<RelatedRow, 'words'>

export function relate({ reference }: Subject, relation: Relation, name: string, told: Told): RelatedRow {
  const kind = kinds[relation]
  return {
    key: `${reference.uid} ${kind}/${name}`,
    namespace: reference.namespace,
    subject: `${reference.kind}/${reference.name}`,
    relation,
    kind,
    name,
    health: null,
    state: '',
    ready: null,
    total: null,
    via: null,
    pod: null,
    ...told,
  }
}
