import type { Question } from '@/lib/live/question'
import { relatedShape } from '@/lib/views/related'

interface Named {
  readonly kind: string
  readonly name: string
}

const most = 200

/** Asks for what has to do with an object of a namespace, or with one of those that own it. */
export function relatedQuestion(namespace: string, object: Named, owners: readonly (Named | null)[]): Question {
  const subjects = [object, ...owners].flatMap((one) => (one === null ? [] : [`${one.kind}/${one.name}`]))
  return {
    namespaces: [namespace],
    text: '',
    facets: { subject: [...new Set(subjects)].sort() },
    sort: relatedShape.defaultSort,
    offset: 0,
    limit: most,
  }
}
