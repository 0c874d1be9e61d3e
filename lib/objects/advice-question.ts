import type { Question } from '@/lib/live/question'
import { adviceShape } from '@/lib/views/advice'

const most = 100

/** Asks for the advice on one workload. */
export function adviceQuestion(kind: string, namespace: string, name: string): Question {
  return {
    namespaces: [namespace],
    name,
    text: '',
    facets: { kind: [kind] },
    sort: adviceShape.defaultSort,
    offset: 0,
    limit: most,
  }
}
