import type { Verb } from '@/lib/health/remedy'

/** What a sentence may use. */
export interface Told {
  /** The subject of the sentence: `3 of 12 pods of shop/web`, `The only pod of shop/web`, `Node node-3`. */
  readonly who: string
  /** Whether `who` is in the plural. */
  readonly many: boolean
  /** How many objects are affected. */
  readonly count: number
  readonly detail: Readonly<Record<string, string>>
  readonly words: Readonly<Record<string, string>>
}

export type Severity = 'down' | 'degraded' | 'at-risk'

/** A cause of the closed list. */
export interface CauseEntry {
  /** A name for facets and headings. */
  readonly title: string
  /** What follows `who` in the sentence, without a full stop. */
  readonly tell: (told: Told) => string
  /**
   * `pods`: what should serve does not, so the severity follows from what still does. Otherwise how bad it is by itself; where
   * the sentence is about the subject, pods that it takes down make it worse.
   */
  readonly harms: 'pods' | Severity
  /** Whom the sentence is about where pods are affected: they, unless it is the node, quota or claim itself. */
  readonly about?: 'subject'
  /** What a person may do, most useful first. */
  readonly remedies: readonly Verb[]
  /** Says only that something is missing: silent where a finding on the same workload says why. */
  readonly symptom?: true
  /** Causes of one family with equal subject and detail are one problem: what flaps between its members is steady. */
  readonly family?: string
  /** Of a family the member that says least: any other takes its place. */
  readonly vague?: true
}

/** The verb in the number of its subject. */
export const verb = ({ many }: Pick<Told, 'many'>, one: string, more: string): string => (many ? more : one)

export const word = (words: Readonly<Record<string, string>>, name: string): string => words[name] ?? ''
