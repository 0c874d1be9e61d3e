import type { Problem } from '@/lib/health/problem'
import { severities } from '@/lib/health/problems/severity'
import { placeOf } from '@/lib/health/reference'
import type { Row, ViewShape } from './view'

/** One problem, however many objects show it. `namespace` is '' for a problem of a node or another object of the cluster. */
export interface ProblemRow extends Row {
  /** Of the closed list in lib/health/causes.ts. */
  readonly cause: string
  /** `down`: something serves nothing; `degraded`: part is missing; `at-risk`: nothing is missing yet. */
  readonly severity: string
  readonly sentence: string
  /** Of the object where the cause lies. */
  readonly namespace: string
  readonly kind: string
  readonly name: string
  /** How many objects show it. */
  readonly count: number
  readonly since: number
  /** Lines, the worst first; '' for none. */
  readonly harm: string
  /** Lines: source, object, field and the cluster's own words. */
  readonly evidence: string
  /** Lines: what may be done, most useful first. */
  readonly remedy: string
  /** Ascending: severity, then harm by order of magnitude, then age. */
  readonly rank: number
}

export const problemsShape: ViewShape<ProblemRow> = {
  name: 'problems',
  namespaceColumn: 'namespace',
  columns: [
    'cause',
    'severity',
    'sentence',
    'namespace',
    'kind',
    'name',
    'count',
    'since',
    'harm',
    'evidence',
    'remedy',
    'rank',
  ],
  facets: ['severity', 'cause', 'namespace', 'kind'],
  searched: ['sentence', 'namespace', 'kind', 'name', 'cause'],
  orders: { severity: severities },
  defaultSort: { column: 'rank', descending: false },
  primary: [
    'deployments.apps',
    'statefulsets.apps',
    'daemonsets.apps',
    'jobs.batch',
    'cronjobs.batch',
    'replicasets.apps',
    'pods',
    'nodes',
    'services',
    'ingresses.networking.k8s.io',
    'horizontalpodautoscalers.autoscaling',
    'poddisruptionbudgets.policy',
    'persistentvolumeclaims',
    'resourcequotas',
    'namespaces',
  ],
  secondary: { events: ['evidence'] },
}

export function projectProblem(problem: Problem): ProblemRow {
  const { key, cause, severity, sentence, subject, count, since, harms, evidence, remedies, rank } = problem
  return {
    key,
    cause,
    severity,
    sentence,
    namespace: subject.namespace,
    kind: subject.kind,
    name: subject.name,
    count,
    since,
    harm: harms.join('\n'),
    evidence: evidence
      .map(({ source, object, field, words }) => `${source} of ${object.kind} ${placeOf(object)}, ${field}: ${words}`)
      .join('\n'),
    remedy: remedies.map(({ sentence: words }) => words).join('\n'),
    rank,
  }
}
