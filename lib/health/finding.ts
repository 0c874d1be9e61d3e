import type { Cause } from './causes'
import type { Reference } from './reference'

/** Something that was read in the cluster, with where it stands, so that a person can go and look. */
export interface Evidence {
  readonly source: 'condition' | 'container' | 'event' | 'status' | 'node' | 'spec'
  readonly object: Reference
  /** `status.conditions[Ready]=False`, `main, state.waiting`, `FailedMount, 5 times`. */
  readonly field: string
  /** The cluster's own words, shortened. */
  readonly words: string
  /** Since when it says so, ms. */
  readonly at: number | undefined
}

/** A cause seen on one object. It says nothing of other objects: those of one group become a problem together. */
export interface Finding {
  readonly cause: Cause
  /** What must be equal, besides cause and subject, for two findings to be one problem: image, container, quota. */
  readonly detail: Readonly<Record<string, string>>
  /** What the sentence tells of it that may change while the problem stays the same: exit code, message, numbers. */
  readonly words: Readonly<Record<string, string>>
  readonly object: Reference
  /** Top of the object's owner chain: what is harmed. */
  readonly owner: Reference
  /** Where the cause lies: the owner, or the node, claim or quota that is the true cause. */
  readonly subject: Reference
  /** The oldest instant that the evidence gives, ms; undefined when it gives none. */
  readonly since: number | undefined
  /** From when it counts: a blip is over by then. Undefined: at once. */
  readonly from?: number | undefined
  /** Until when it counts, unless the object changes first: what heals by itself. Undefined: for good. */
  readonly until?: number | undefined
  readonly evidence: readonly Evidence[]
}

/** Whether the finding counts at an instant. */
export function counts({ from, until }: Finding, now: number): boolean {
  return (from === undefined || from <= now) && (until === undefined || now < until)
}

/** When the answer of `counts` changes next for one of them; undefined when time alone changes nothing. */
export function nextTurn(findings: Iterable<Finding>, now: number): number | undefined {
  let next: number | undefined
  for (const { from, until } of findings)
    for (const at of [from, until]) if (at !== undefined && at > now && (next === undefined || at < next)) next = at
  return next
}
