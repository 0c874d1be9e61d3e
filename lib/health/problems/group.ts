import { type Cause, causes } from '@/lib/health/causes'
import type { Finding } from '@/lib/health/finding'
import { type Reference, referenceKey } from '@/lib/health/reference'
import { createForemost, createRoll, type Foremost, order, type Roll } from './foremost'

/** Of findings that are one problem, what is told of them all: read in one pass, however many there are. */
export interface Group {
  readonly key: string
  readonly subject: Reference
  /** How many findings there are. */
  readonly size: number
  /** Of each cause how many findings name it, and the first in order of their objects. */
  readonly causes: ReadonlyMap<Cause, Told>
  /** What they were seen on. */
  readonly objects: Roll
  /** Those of the objects that are pods. */
  readonly pods: number
  /** Whom they harm; nodes, claims and namespaces hold workloads and are none. */
  readonly owners: Roll
  /** Where they are whom it harms. */
  readonly namespaces: ReadonlySet<string>
  /** Those of the owners that are of another kind than the subject, and that are pods by themselves. */
  readonly harmed: Roll
  readonly barePods: number
  /** Objects of another kind than the subject. */
  readonly victims: number
  /** Whether a pod that nothing makes anew is among the victims. */
  readonly unreplaced: boolean
  /** How many pods could not be made. */
  readonly missing: number
  /** The oldest instant that one gives; undefined when none does. */
  readonly since: number | undefined
}

interface Told {
  readonly count: number
  readonly first: readonly Finding[]
}

/** More than these nobody reads. */
export const most = 100

/** What holds workloads, and is none. */
const places = new Set(['Node', 'PersistentVolumeClaim', 'Namespace'])

const byObject = (a: Finding, b: Finding): number => order(a.object, b.object)

export function groupFindings(findings: Iterable<Finding>): readonly Group[] {
  const groups = new Map<string, Gathering>()
  for (const finding of findings) {
    const key = problemKey(finding)
    let group = groups.get(key)
    if (group === undefined) {
      group = createGathering(key, finding.subject)
      groups.set(key, group)
    }
    gather(group, finding)
  }
  return [...groups.values()]
}

/** A finding never changes either. */
const problemKeys = new WeakMap<Finding, string>()

/** Equal for findings that are one problem: family or cause, subject, and detail. */
function problemKey(finding: Finding): string {
  const known = problemKeys.get(finding)
  if (known !== undefined) return known
  const { cause, subject, detail } = finding
  const entries = Object.keys(detail)
    .sort()
    .map((name) => `${name}=${detail[name]}`)
  const key = [causes[cause].family ?? cause, referenceKey(subject), ...entries].join('|')
  problemKeys.set(finding, key)
  return key
}

interface Gathering extends Group {
  subject: Reference
  size: number
  readonly causes: Map<Cause, Told & { count: number; readonly foremost: Foremost<Finding> }>
  readonly namespaces: Set<string>
  pods: number
  barePods: number
  victims: number
  unreplaced: boolean
  missing: number
  since: number | undefined
}

function createGathering(key: string, subject: Reference): Gathering {
  return {
    key,
    subject,
    size: 0,
    causes: new Map(),
    objects: createRoll(most),
    pods: 0,
    owners: createRoll(most),
    namespaces: new Set(),
    harmed: createRoll(1),
    barePods: 0,
    victims: 0,
    unreplaced: false,
    missing: 0,
    since: undefined,
  }
}

function gather(group: Gathering, finding: Finding): void {
  const { object, owner, subject, words, since } = finding
  group.size++
  tell(group, finding)
  if (group.objects.add(object) && object.kind === 'Pod') group.pods++
  if (!places.has(owner.kind)) {
    const isNew = group.owners.add(owner)
    if (isNew) group.namespaces.add(owner.namespace)
    if (isNew && owner.kind === 'Pod') group.barePods++
    if (isNew && owner.kind !== subject.kind) group.harmed.add(owner)
  }
  if (object.kind !== subject.kind) {
    group.victims++
    group.unreplaced ||= object.kind === 'Pod' && owner.kind === 'Pod'
  }
  if (words.missing !== undefined) group.missing += Number(words.missing) || 0
  if (since !== undefined && since > 0) group.since = Math.min(since, group.since ?? since)
  // Where one finding knows the UID and another only the name, it is known.
  if (subject.uid > group.subject.uid) group.subject = subject
}

function tell(group: Gathering, finding: Finding): void {
  const told = group.causes.get(finding.cause)
  if (told !== undefined) {
    told.count++
    told.foremost.add(finding)
    return
  }
  const foremost = createForemost(most, byObject)
  foremost.add(finding)
  group.causes.set(finding.cause, { count: 1, first: foremost.items, foremost })
}
