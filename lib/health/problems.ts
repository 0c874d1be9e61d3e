import { type Cause, causes } from './causes'
import { counts, type Evidence, type Finding } from './finding'
import type { Problem } from './problem'
import { type HarmSurroundings, harmOf, tellHarm } from './problems/harm'
import { remediesFor } from './problems/remedies'
import { tell } from './problems/sentence'
import { rankOf, severityOf } from './problems/severity'
import { type Reference, referenceKey } from './reference'

/** What is known of one subject at one instant. */
export interface Question {
  /** Findings whose subject it is. */
  readonly findings: Iterable<Finding>
  /** Findings on objects that it owns, whose subject is another: they explain what it lacks. */
  readonly elsewhere: Iterable<Finding>
  readonly now: number
  /** The problems that were told of it before, by key: how long one has lasted is not forgotten. */
  readonly before: ReadonlyMap<string, Problem>
}

const mostEvidence = 6
const mostObjects = 100

/**
 * The problems of one subject. Pure and without memory but for `before`: equal questions give equal answers. A symptom is
 * silent where something says why; members of a family are one problem; a finding that does not count yet is none.
 */
export function problemsOf(question: Question, around: HarmSurroundings): readonly Problem[] {
  const live = withoutSymptoms(
    [...question.findings].filter((finding) => counts(finding, question.now)),
    question,
  )
  const groups = new Map<string, Finding[]>()
  for (const finding of live) {
    const key = problemKey(finding)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  return [...groups].map(([key, group]) => problemOf(key, group, question, around))
}

/** Equal for findings that are one problem. */
export function problemKey({ cause, subject, detail }: Finding): string {
  const entries = Object.keys(detail)
    .sort()
    .map((name) => `${name}=${detail[name]}`)
  return [causes[cause].family ?? cause, referenceKey(subject), ...entries].join('|')
}

function withoutSymptoms(live: readonly Finding[], { elsewhere, now }: Question): readonly Finding[] {
  // What blocks a StatefulSet says more of that pod than its crash does.
  const blocked = new Set(live.filter(({ cause }) => cause === 'statefulset-blocked').map(({ object }) => object.uid))
  const rest = live.filter(({ cause, object }) => cause === 'statefulset-blocked' || !blocked.has(object.uid))
  const explained = rest.some(explains) || [...elsewhere].some((finding) => counts(finding, now) && explains(finding))
  return explained ? rest.filter(({ cause }) => causes[cause].symptom !== true) : rest
}

/** Whether it keeps pods from serving now; what was evicted an hour ago and made anew does not. */
function explains({ cause }: Finding): boolean {
  const { harms, about, symptom } = causes[cause]
  return symptom !== true && (harms === 'pods' || about === 'subject')
}

function problemOf(
  key: string,
  group: readonly Finding[],
  { now, before }: Question,
  around: HarmSurroundings,
): Problem {
  const told = before.get(key)
  const cause = causeOf(group, told?.cause)
  const findings = group.toSorted((a, b) => order(a.object, b.object))
  const telling = findings.filter((finding) => finding.cause === cause)
  const subject = findings.find((finding) => finding.subject.uid !== '')?.subject ?? findings[0]?.subject ?? nobody
  const objects = distinct(findings.map(({ object }) => object))
  const owners = distinct(findings.map(({ owner }) => owner)).filter(({ kind }) => !places.has(kind))
  const harm = harmOf(owners, around)
  const entry = causes[cause]
  const severity = severityOf(entry, findings, harm)
  const since = sinceOf(findings, told?.since, now)
  const [first] = telling
  const words = [...telling, ...findings.filter((one) => one.cause !== cause)]
  // Without a finding of this cause now it is known from before, and so is how it was told.
  const kept = first === undefined ? told : undefined
  return {
    key,
    cause,
    severity,
    sentence: kept?.sentence ?? tell({ entry, findings: words, owners, subject, harm }),
    subject,
    objects: objects.slice(0, mostObjects),
    count: objects.length,
    owners: owners.slice(0, mostObjects),
    since,
    evidence: kept?.evidence ?? evidenceIn(telling),
    harms: tellHarm(harm),
    remedies: first === undefined ? (kept?.remedies ?? []) : remediesFor(entry, first, around),
    rank: rankOf(severity, harm, objects.length, since),
  }
}

/** What holds workloads, and is none. */
const places = new Set(['Node', 'PersistentVolumeClaim', 'Namespace'])

const nobody: Reference = { kind: '', namespace: '', name: '', uid: '' }

/**
 * Of a family the member that most findings name, one that says something before a vague one; what was known of the same
 * problem is not forgotten while the cluster says less.
 */
function causeOf(group: readonly Finding[], known: Cause | undefined): Cause {
  const numbers = new Map<Cause, number>()
  for (const { cause } of group) numbers.set(cause, (numbers.get(cause) ?? 0) + 1)
  const vague = (cause: Cause): number => Number(causes[cause].vague ?? false)
  const [best] = [...numbers].sort(([a, m], [b, n]) => vague(a) - vague(b) || n - m || compare(a, b))
  // Not so where the state of the subject itself was told: a node's pressure is over when the node says so.
  const lasting = known !== undefined && causes[known].about === undefined
  if (best !== undefined && lasting && vague(best[0]) > vague(known)) return known
  return best?.[0] ?? 'not-ready'
}

/** Evidence may be ahead of our clock, or have forgotten what it said before; age never runs backwards. */
function sinceOf(findings: readonly Finding[], before: number | undefined, now: number): number {
  let since = before ?? now
  for (const finding of findings)
    if (finding.since !== undefined && finding.since > 0) since = Math.min(since, finding.since)
  return Math.min(since, now)
}

function distinct(references: readonly Reference[]): readonly Reference[] {
  return [...new Map(references.map((one) => [referenceKey(one), one])).values()].sort(order)
}

function order(a: Reference, b: Reference): number {
  return compare(a.kind, b.kind) || compare(a.namespace, b.namespace) || compare(a.name, b.name)
}

/** By code unit: the same everywhere. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The first of each sort, so that a thousand pods that say the same say it once. */
function evidenceIn(findings: readonly Finding[]): readonly Evidence[] {
  const seen = new Map<string, Evidence>()
  for (const { evidence } of findings)
    for (const one of evidence) {
      const key = `${one.source} ${one.object.kind} ${one.field.replace(/, \d+ times$/, '')}`
      if (!seen.has(key) && seen.size < mostEvidence) seen.set(key, one)
    }
  return [...seen.values()]
}
