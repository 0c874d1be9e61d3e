import type { Cause } from './causes'
import type { Severity } from './causes/entry'
import type { Evidence } from './finding'
import type { Reference } from './reference'
import type { Remedy } from './remedy'

/** One thing that is wrong, however many objects show it. */
export interface Problem {
  /** Stable while the problem lasts: cause, subject and detail, never a text that changes. */
  readonly key: string
  readonly cause: Cause
  readonly severity: Severity
  readonly sentence: string
  readonly subject: Reference
  /** The objects that it was seen on, in order of their names; of many the first. */
  readonly objects: readonly Reference[]
  /** How many objects it was seen on. */
  readonly count: number
  /** Whom it harms: workloads, or the object itself; in order of their names; of many the first. */
  readonly owners: readonly Reference[]
  /** In which namespaces they all are, in order. */
  readonly namespaces: readonly string[]
  /** The oldest instant that evidence gave since the problem was first seen, ms; never after now. */
  readonly since: number
  readonly evidence: readonly Evidence[]
  /** What it harms, each in a sentence. */
  readonly harms: readonly string[]
  readonly remedies: readonly Remedy[]
  /** Worst first when sorted ascending: severity, then harm by order of magnitude, then age. */
  readonly rank: number
}
