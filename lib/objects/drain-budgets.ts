import type { Question } from '@/lib/live/question'
import type { PodRow } from '@/lib/views/pods'
import { type RelatedRow, relatedShape } from '@/lib/views/related'
import { healthOrder } from '@/lib/views/view'

type Placed = Pick<PodRow, 'namespace' | 'name' | 'ownerKind' | 'ownerName'>

/** A disruption budget that a drain of a node has to do with. */
export interface DrainBudget {
  readonly row: RelatedRow
  readonly workload: { readonly kind: string; readonly namespace: string; readonly name: string }
  /** How many of the workload's pods are on the node. */
  readonly pods: number
}

const most = 200

/** Asks for the budgets of everything that has pods on a node; in order, so that pods that come and go ask the same. */
export function drainQuestion(pods: readonly Placed[]): Question {
  return {
    namespaces: [...new Set(pods.map(({ namespace }) => namespace))].sort(),
    text: '',
    facets: { relation: ['protects'], subject: [...new Set(pods.map(subjectOf))].sort() },
    sort: relatedShape.defaultSort,
    offset: 0,
    limit: most,
  }
}

/** The budgets of the pods on a node: first those that let none go. Namesakes in other namespaces are left out. */
export function drainBudgets(pods: readonly Placed[], rows: readonly RelatedRow[]): readonly DrainBudget[] {
  const here = Map.groupBy(pods, (pod) => `${pod.namespace} ${subjectOf(pod)}`)
  return rows
    .flatMap((row) => {
      const count = here.get(`${row.namespace} ${row.subject}`)?.length ?? 0
      const [kind = '', name = ''] = row.subject?.split('/') ?? []
      return count === 0 ? [] : [{ row, workload: { kind, namespace: row.namespace, name }, pods: count }]
    })
    .sort(
      ({ row: a }, { row: b }) =>
        healthOrder.indexOf(a.health ?? 'healthy') - healthOrder.indexOf(b.health ?? 'healthy') ||
        a.key.localeCompare(b.key, 'en'),
    )
}

const subjectOf = ({ name, ownerKind, ownerName }: Placed): string =>
  ownerKind === null || ownerKind === 'Node' ? `Pod/${name}` : `${ownerKind}/${ownerName}`
