import type { Advice, AdviceCode } from '@/lib/health/advice'
import type { Reference } from '@/lib/health/reference'
import type { Row, ViewShape } from './view'
import { workloadResources } from './workload-resources'

/** A quiet remark about how a workload's health is set up; never a fault. */
export interface AdviceRow extends Row {
  /** The workload. */
  readonly namespace: string
  readonly kind: string
  readonly name: string
  /** Of the closed list in lib/health/advice.ts. */
  readonly code: AdviceCode
  readonly sentence: string
  /** What it leads to. */
  readonly why: string
  /** The field to change, as in `spec.template.spec.containers[main].readinessProbe`. */
  readonly field: string
  /** The workload's owners do not want to hear it. */
  readonly muted: boolean
}

/** What else than the workload a remark tells of: that there is such an object. */
const tellsOf = {
  services: ['no-readiness-probe', 'no-pre-stop', 'short-grace', 'single-replica'],
  'poddisruptionbudgets.policy': ['single-replica-with-budget'],
  'horizontalpodautoscalers.autoscaling': ['hpa-without-requests'],
  pods: ['one-node', 'one-zone'],
  nodes: ['one-zone'],
} as const satisfies Readonly<Record<string, readonly AdviceCode[]>>

export const adviceShape: ViewShape<AdviceRow> = {
  name: 'advice',
  namespaceColumn: 'namespace',
  columns: ['namespace', 'kind', 'name', 'code', 'sentence', 'why', 'field', 'muted'],
  facets: ['kind', 'code', 'muted'],
  searched: ['namespace', 'kind', 'name', 'sentence'],
  orders: {},
  defaultSort: { column: 'code', descending: false },
  primary: Object.values(workloadResources),
  primaryByKind: workloadResources,
  needs: Object.entries(tellsOf).map(([resource, codes]: readonly [string, readonly string[]]) => ({
    resource,
    of: ({ code }) => codes.includes(code),
  })),
  secondary: [],
}

/** The same code may be told of several containers: the field tells them apart. */
export function projectAdvice({ uid, namespace, kind, name }: Reference, advice: Advice): AdviceRow {
  const { code, sentence, why, field, muted } = advice
  return { key: `${uid} ${code} ${field}`, namespace, kind, name, code, sentence, why, field, muted }
}
