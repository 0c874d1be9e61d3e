import type { Problem } from '@/lib/health/problem'
import { severities } from '@/lib/health/problems/severity'
import { placeOf, type Reference, referenceKey } from '@/lib/health/reference'
import { type Remedy, remedy, type Verb, verbs } from '@/lib/health/remedy'
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
  /** Lines: the namespaces of whom it harms, where they are others than its own. */
  readonly harmed: string
  /** How many objects show it. */
  readonly count: number
  readonly since: number
  /** Lines, the worst first; '' for none. */
  readonly harm: string
  /** Lines: source, object, field and the cluster's own words. */
  readonly evidence: string
  /** Lines: what may be done, most useful first. */
  readonly remedy: string
  /** Lines, one for each of `remedy`: its verb and what it is for, `undo Deployment/shop/web`. */
  readonly action: string
  /** Lines: what shows it and whom it harms, `Pod/shop/web-1`, of each sort the first hundred. */
  readonly objects: string
  /** Ascending: severity, then harm by order of magnitude, then age. */
  readonly rank: number
}

export const problemsShape: ViewShape<ProblemRow> = {
  name: 'problems',
  namespaceColumn: 'namespace',
  furtherNamespaces: 'harmed',
  columns: [
    'cause',
    'severity',
    'sentence',
    'namespace',
    'kind',
    'name',
    'harmed',
    'count',
    'since',
    'harm',
    'evidence',
    'remedy',
    'action',
    'objects',
    'rank',
  ],
  facets: ['severity', 'cause', 'namespace', 'kind'],
  searched: ['sentence', 'namespace', 'kind', 'name', 'cause', 'objects'],
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
  // A problem is made of what its viewer may list: nothing of it is masked afterwards.
  secondary: ['events', 'endpointslices.discovery.k8s.io'].map((resource) => ({ resource, columns: [] })),
}

export function projectProblem(problem: Problem): ProblemRow {
  const { key, cause, severity, sentence, subject, count, since, harms, evidence, remedies, rank } = problem
  const objects = new Set([...problem.objects, ...problem.owners, subject].map(referenceKey))
  return {
    key,
    cause,
    severity,
    sentence,
    namespace: subject.namespace,
    kind: subject.kind,
    name: subject.name,
    harmed: problem.namespaces.filter((namespace) => namespace !== subject.namespace).join('\n'),
    count,
    since,
    harm: harms.join('\n'),
    evidence: evidence
      .map(({ source, object, field, words }) => `${source} of ${object.kind} ${placeOf(object)}, ${field}: ${words}`)
      .join('\n'),
    remedy: remedies.map(({ sentence: words }) => words).join('\n'),
    action: remedies.map(({ verb, target }) => `${verb} ${referenceKey(target)}`).join('\n'),
    objects: [...objects].join('\n'),
    rank,
  }
}

/** What `projectProblem` put into `action`, to be done or linked to; the UIDs are not in it. */
export function remediesOf({ action }: Pick<ProblemRow, 'action'>): readonly Remedy[] {
  return linesOf(action).flatMap((line) => {
    const [verb = '', place = ''] = line.split(' ', 2)
    const [kind = '', namespace = '', name = ''] = place.split('/')
    return isVerb(verb) ? [remedy(verb, { kind, namespace, name, uid: '' })] : []
  })
}

/** Whether it is about this object, or harms it. */
export function concerns({ objects }: Pick<ProblemRow, 'objects'>, object: Omit<Reference, 'uid'>): boolean {
  return linesOf(objects).includes(referenceKey({ ...object, uid: '' }))
}

/** The lines of a cell; none for '', nor where the viewer may not see it. */
export const linesOf = (cell: string | null): readonly string[] =>
  cell === null || cell === '' ? [] : cell.split('\n')

const isVerb = (text: string): text is Verb => Object.hasOwn(verbs, text)
