import { type Question, windowLimit } from '@/lib/live/question'

interface Controller {
  readonly kind: string
  readonly name: string
}

/** Asks the view of pods for those of a workload. One that is itself owned gives its pods to its owner: they are told apart by revision. */
export function podsOfQuestion(
  { kind, namespace, name }: Controller & { readonly namespace: string },
  owner: Controller | null,
): Question {
  return {
    namespaces: [namespace],
    text: owner === null ? '' : name,
    facets: { ownerKind: [owner?.kind ?? kind], ownerName: [owner?.name ?? name] },
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: windowLimit,
  }
}
