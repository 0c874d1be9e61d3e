import { type Finding, nextTurn } from '@/lib/health/finding'
import { type Reference, referenceKey } from '@/lib/health/reference'

/** Findings by the object that they were seen on, by the subject that they are problems of, and by what they harm. */
export interface Findings {
  /** Puts what is found on an object now in the place of what was found before. */
  set(object: string, findings: readonly Finding[], now: number): void
  ofSubject(subject: string): Iterable<Finding>
  /** On objects that the subject owns, whose own subject is another. */
  elsewhere(subject: string): Iterable<Finding>
  /** Subjects whose findings harm this owner. */
  subjectsHarming(owner: string): Iterable<string>
  /** Subjects that have findings on objects in a namespace. */
  subjectsIn(namespace: string): Iterable<string>
  /** Objects in a namespace on which something was found. */
  objectsIn(namespace: string): Iterable<string>
  /** Subjects of which a finding begins or ends to count by itself, up to an instant; they are told once. */
  turnedBy(now: number): readonly string[]
}

const none: readonly Finding[] = []

/** `onSubject` follows each subject whose findings may be different now. */
export function createFindings(onSubject: (subject: string) => void): Findings {
  const byObject = new Map<string, readonly Finding[]>()
  const bySubject = createGroups()
  const byOwner = createGroups()
  const byNamespace = createGroups()
  const turns = new Map<string, number>()

  const subjectsOf = (findings: Iterable<Finding>) => new Set([...findings].map(({ subject }) => referenceKey(subject)))
  function* all(objects: Iterable<string>, isWanted: (finding: Finding) => boolean): Generator<Finding> {
    for (const object of objects)
      for (const finding of byObject.get(object) ?? none) if (isWanted(finding)) yield finding
  }
  const isOf = (which: (finding: Finding) => Reference, key: string) => (finding: Finding) =>
    referenceKey(which(finding)) === key
  const subject = (finding: Finding) => finding.subject
  const owner = (finding: Finding) => finding.owner

  return {
    set(object, findings, now) {
      const before = byObject.get(object) ?? none
      if (before.length === 0 && findings.length === 0) return
      if (findings.length === 0) byObject.delete(object)
      else byObject.set(object, findings)
      for (const [groups, keysOf] of [
        [bySubject, (it: Finding) => referenceKey(it.subject)],
        [byOwner, (it: Finding) => referenceKey(it.owner)],
        [byNamespace, (it: Finding) => it.object.namespace],
      ] as const)
        groups.move(object, new Set(before.map(keysOf)), new Set(findings.map(keysOf)))
      const turn = nextTurn(findings, now)
      if (turn === undefined) turns.delete(object)
      else turns.set(object, turn)
      for (const finding of [...before, ...findings]) {
        onSubject(referenceKey(finding.subject))
        onSubject(referenceKey(finding.owner))
      }
    },
    ofSubject: (key) => all(bySubject.in(key), isOf(subject, key)),
    elsewhere: (key) =>
      all(byOwner.in(key), (finding) => isOf(owner, key)(finding) && referenceKey(finding.subject) !== key),
    subjectsHarming: (key) => subjectsOf(all(byOwner.in(key), isOf(owner, key))),
    subjectsIn: (namespace) => subjectsOf(all(byNamespace.in(namespace), () => true)),
    objectsIn: (namespace) => byNamespace.in(namespace),
    turnedBy(now) {
      const turned: string[] = []
      for (const [object, at] of turns) {
        if (at > now) continue
        const findings = byObject.get(object) ?? none
        const next = nextTurn(findings, now)
        if (next === undefined) turns.delete(object)
        else turns.set(object, next)
        turned.push(...findings.flatMap((finding) => [referenceKey(finding.subject), referenceKey(finding.owner)]))
      }
      return turned
    },
  }
}

/** Objects under keys. */
function createGroups() {
  const groups = new Map<string, Set<string>>()
  return {
    in: (key: string): Iterable<string> => groups.get(key) ?? [],
    move(object: string, before: ReadonlySet<string>, after: ReadonlySet<string>) {
      for (const key of before) {
        if (after.has(key)) continue
        const group = groups.get(key)
        group?.delete(object)
        if (group?.size === 0) groups.delete(key)
      }
      for (const key of after) {
        const group = groups.get(key)
        if (group === undefined) groups.set(key, new Set([object]))
        else group.add(object)
      }
    },
  }
}
