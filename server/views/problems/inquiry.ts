import type { Problem } from '@/lib/health/problem'
import { problemsOf } from '@/lib/health/problems'
import type { Surroundings } from '@/lib/health/surroundings'
import type { Finder } from './finders'
import { createFindings, type Findings } from './findings'

/** Looking at many objects is done in pieces of so long, ms: other work of the frame waits no longer. */
const pieceMs = 8

/** Keeps up what is wrong, object by object and subject by subject. */
export interface Inquiry {
  readonly findings: Findings
  readonly problems: ReadonlyMap<string, Problem>
  touchObject(kind: string, key: string): void
  touchSubject(key: string): void
  /** All that there is will be looked at once. */
  touchAll(): void
  /** Looks at what was touched, for a while; whether there is more to look at. */
  look(now: number): boolean
}

/** `onTouch` follows what is touched, `onProblem` the keys of problems that may be different now. */
export function createInquiry(
  finders: ReadonlyMap<string, Finder>,
  around: Surroundings,
  onTouch: () => void,
  onProblem: (key: string) => void,
): Inquiry {
  const touched = new Set<string>()
  let unseen: Iterator<string> | undefined
  const subjects = new Set<string>()
  const told = new Map<string, ReadonlyMap<string, Problem>>()
  const problems = new Map<string, Problem>()
  const findings = createFindings((subject) => subjects.add(subject))

  function examine(id: string, now: number) {
    const [kind = ''] = id.split(' ', 1)
    findings.set(id, finders.get(kind)?.find(id.slice(kind.length + 1)) ?? [], now)
  }
  function tell(subject: string, now: number) {
    const before = told.get(subject) ?? new Map<string, Problem>()
    const question = { findings: findings.ofSubject(subject), elsewhere: findings.elsewhere(subject), now, before }
    const after = new Map(problemsOf(question, around).map((problem) => [problem.key, problem]))
    if (after.size === 0) told.delete(subject)
    else told.set(subject, after)
    for (const key of before.keys()) if (!after.has(key)) problems.delete(key)
    for (const [key, problem] of after) problems.set(key, problem)
    for (const key of new Set([...before.keys(), ...after.keys()])) onProblem(key)
  }
  return {
    findings,
    problems,
    touchObject(kind, key) {
      if (!finders.has(kind)) return
      touched.add(`${kind} ${key}`)
      onTouch()
    },
    touchSubject(key) {
      subjects.add(key)
      onTouch()
    },
    touchAll() {
      unseen = allIds(finders.values())
      onTouch()
    },
    look(now) {
      const until = performance.now() + pieceMs
      if (unseen !== undefined && drain(unseen, until, (id) => examine(id, now))) unseen = undefined
      if (unseen === undefined) take(touched, until, (id) => examine(id, now))
      // Subjects wait until all objects have been looked at: what explains a symptom may come after it.
      if (unseen === undefined && touched.size === 0) take(subjects, until, (subject) => tell(subject, now))
      return unseen !== undefined || touched.size + subjects.size > 0
    },
  }
}

function* allIds(finders: Iterable<Finder>): Generator<string> {
  for (const { kind, keys } of finders) for (const key of keys()) yield `${kind} ${key}`
}

/** Whether it came to the end. */
function drain(ids: Iterator<string>, until: number, act: (id: string) => void): boolean {
  for (let next = ids.next(); next.done !== true; next = ids.next()) {
    act(next.value)
    if (performance.now() > until) return false
  }
  return true
}

function take(waiting: Set<string>, until: number, act: (one: string) => void): void {
  for (const one of waiting) {
    waiting.delete(one)
    act(one)
    if (performance.now() > until) return
  }
}
