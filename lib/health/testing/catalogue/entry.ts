import type { Cause } from '@/lib/health/causes'

/** A cause, objects that show it, and the one sentence that must come of them. */
export interface Case {
  readonly cause: Cause
  readonly objects: readonly Readonly<Record<string, unknown>>[]
  readonly says: string
}
