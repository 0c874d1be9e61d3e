import type { Difference } from './compare-view'
import type { Answer, Cell, Row } from './dashboard'
import { resourceOfKind, resources } from './resources'
import type { Sight } from './sight'

/** A problem tells of nothing that somebody may not know; and who may list all that it comes from is told of it. */
export function compareProblems(all: readonly Row[], sight: Sight, answer: Answer): readonly Difference[] {
  const extra = answer.rows.flatMap((row) =>
    namedIn(row).flatMap((object) => (mayKnow(object, sight) ? [] : tell('extra', row, `tells of ${object}`))),
  )
  const shown = new Set(answer.rows.map(({ key }) => key))
  const open = all.filter((row) => namedIn(row).every((object) => mayList(object, sight)) && mayJudge(row, sight))
  const missing = open.filter(({ key }) => !shown.has(key)).map((row) => tell('missing', row, 'is not shown'))
  return [...extra, ...missing, ...compareTotals(answer)]
}

const tell = (sort: Difference['sort'], row: Row, what: string): Difference => ({
  sort,
  sentence: `the problem ${row.key} (${String(row['sentence'])}) ${what}`,
})

function compareTotals({ total, matched, rows, facets }: Answer): readonly Difference[] {
  const severities = Object.values(facets['severity'] ?? {}).reduce((sum, count) => sum + count, 0)
  if (total === rows.length && matched === rows.length && severities === rows.length) return []
  return [
    { sort: 'count', sentence: `${rows.length} problems are ${total}, ${matched} and ${severities} in its counts` },
  ]
}

/** `Pod/shop/web-1` for each object of which the problem tells. */
function namedIn(row: Row): readonly string[] {
  const subject = `${String(row['kind'])}/${String(row['namespace'])}/${String(row['name'])}`
  const named = [subject, ...linesOf(row['objects']), ...linesOf(row['evidence']).flatMap(objectOfEvidence)]
  return [...new Set(named)]
}

function mayList(object: string, sight: Sight): boolean {
  const [kind = '', namespace = ''] = object.split('/')
  const resource = resourceOfKind(kind)
  return resource === undefined || sight.mayList(resource, namespace)
}

/** What must be known besides the objects that are named: that something isn't there, or what lies between two of them. */
const needs: Readonly<Record<string, readonly string[]>> = {
  'service-selects-nothing': ['pods', 'deployments.apps', 'statefulsets.apps', 'endpointslices.discovery.k8s.io'],
  'ingress-service-missing': ['services'],
  scheduling: ['replicasets.apps', 'jobs.batch'],
}

/** Of any other cause only who may list everything beside it is certain to be told. */
function mayJudge(row: Row, sight: Sight): boolean {
  const everything = resources.flatMap(({ name, namespaced }) => (namespaced ? [name] : []))
  const needed = needs[String(row['cause'])] ?? everything
  return needed.every((resource) => sight.mayList(resource, String(row['namespace'])))
}

/** Objects that name others: a pod its owner and its node. Who may list them knows that those are there. */
const namers: Readonly<Record<string, readonly string[]>> = {
  ReplicaSet: ['pods'],
  StatefulSet: ['pods'],
  DaemonSet: ['pods'],
  Job: ['pods'],
  PersistentVolumeClaim: ['pods'],
  Deployment: ['replicasets.apps', 'horizontalpodautoscalers.autoscaling'],
  CronJob: ['jobs.batch'],
  Service: ['ingresses.networking.k8s.io', 'endpointslices.discovery.k8s.io'],
}

function mayKnow(object: string, sight: Sight): boolean {
  const [kind = '', namespace = ''] = object.split('/')
  return mayList(object, sight) || (namers[kind] ?? []).some((resource) => sight.mayList(resource, namespace))
}

/** `status of Pod shop/web-1, status.phase: …` */
function objectOfEvidence(line: string): readonly string[] {
  const [, kind, place = ''] = /^.*? of (\w+) ([^\s,]+), /.exec(line) ?? []
  if (kind === undefined) return []
  return [place.includes('/') ? `${kind}/${place}` : `${kind}//${place}`]
}

const linesOf = (cell: Cell | undefined): readonly string[] =>
  typeof cell === 'string' && cell !== '' ? cell.split('\n') : []
