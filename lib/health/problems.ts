import { type Cause, causes } from './causes'
import { counts, type Evidence, type Finding } from './finding'
import type { Problem } from './problem'
import { compare } from './problems/foremost'
import { type Group, groupFindings } from './problems/group'
import { type HarmSurroundings, harmOf, tellHarm } from './problems/harm'
import { remediesFor } from './problems/remedies'
import { tell } from './problems/sentence'
import { rankOf, severityOf } from './problems/severity'

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

/**
 * The problems of one subject. Pure and without memory but for `before`: equal questions give equal answers. A symptom is
 * silent where something says why; members of a family are one problem; a finding that does not count yet is none.
 */
export function problemsOf(question: Question, around: HarmSurroundings): readonly Problem[] {
  const live: Finding[] = []
  for (const finding of question.findings) if (counts(finding, question.now)) live.push(finding)
  return groupFindings(withoutSymptoms(live, question)).map((group) => problemOf(group, question, around))
}

function withoutSymptoms(live: readonly Finding[], question: Question): readonly Finding[] {
  const { now } = question
  // What blocks a StatefulSet says more of that pod than its crash does.
  const blocked = new Set(live.filter(({ cause }) => cause === 'statefulset-blocked').map(({ object }) => object.uid))
  const rest =
    blocked.size === 0
      ? live
      : live.filter(({ cause, object }) => cause === 'statefulset-blocked' || !blocked.has(object.uid))
  if (!rest.some(({ cause }) => isSymptom(cause))) return rest
  const causal = rest.filter(({ cause }) => !isSymptom(cause))
  if (rest.some(explains) || explainedBy(question.elsewhere, now)) return causal
  // Patience with what starts ends where its rollout's does: what would say why after a while says it now.
  const early = [...question.findings].filter(({ cause, from = now, until }) => {
    return explains({ cause }) && from > now && (until === undefined || now < until)
  })
  return early.length > 0 ? [...causal, ...early] : rest
}

const isSymptom = (cause: Cause): boolean => causes[cause].symptom === true

function explainedBy(findings: Iterable<Finding>, now: number): boolean {
  for (const finding of findings) if (explains(finding) && counts(finding, now)) return true
  return false
}

/** Whether it keeps pods from serving now; what was evicted an hour ago and made anew does not. */
function explains({ cause }: Pick<Finding, 'cause'>): boolean {
  const { harms, about, symptom } = causes[cause]
  return symptom !== true && (harms === 'pods' || about === 'subject')
}

function problemOf(group: Group, { now, before }: Question, around: HarmSurroundings): Problem {
  const { key, subject, objects, owners } = group
  const told = before.get(key)
  const cause = causeOf(group, told?.cause)
  const entry = causes[cause]
  const telling = group.causes.get(cause)?.first ?? []
  const [first] = telling
  const harm = harmOf(owners.first, around)
  const severity = severityOf(entry, group, harm)
  const since = sinceOf(group, told?.since, now)
  // Without a finding of this cause now it is known from before, and so is how it was told.
  const kept = first === undefined ? told : undefined
  return {
    key,
    cause,
    severity,
    sentence: kept?.sentence ?? (first === undefined ? '' : tell({ entry, first, group, harm })),
    subject,
    objects: objects.first,
    count: objects.size,
    owners: owners.first,
    namespaces: [...group.namespaces].sort(),
    since,
    evidence: kept?.evidence ?? evidenceIn(telling),
    harms: tellHarm(harm),
    remedies: first === undefined ? (kept?.remedies ?? []) : remediesFor(entry, first, around),
    rank: rankOf(severity, harm, objects.size, since),
  }
}

/**
 * Of a family the member that most findings name, one that says something before a vague one; what was known of the same
 * problem is not forgotten while the cluster says less.
 */
function causeOf(group: Group, known: Cause | undefined): Cause {
  const vague = (cause: Cause): number => Number(causes[cause].vague ?? false)
  const [best] = [...group.causes].sort(
    ([a, { count: m }], [b, { count: n }]) => vague(a) - vague(b) || n - m || compare(a, b),
  )
  // Not so where the state of the subject itself was told: a node's pressure is over when the node says so.
  const lasting = known !== undefined && causes[known].about === undefined
  if (best !== undefined && lasting && vague(best[0]) > vague(known)) return known
  return best?.[0] ?? 'not-ready'
}

/** Evidence may be ahead of our clock, or have forgotten what it said before; age never runs backwards. */
const sinceOf = ({ since }: Group, before: number | undefined, now: number): number =>
  Math.min(now, before ?? now, since ?? now)

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
