import type { Problem } from '@/lib/live/freshness'

/**
 * Why the database can't be used: `owned` another process has the file; `newer` a newer version of the program wrote it;
 * `migration` bringing it up to date failed; `place` the folder, file or address is wrong; `unreachable` it does not
 * answer (PostgreSQL may be back at the next call); `refused` it answered with an error.
 */
export type DatabaseErrorKind = 'owned' | 'newer' | 'migration' | 'place' | 'unreachable' | 'refused'

export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly kind: DatabaseErrorKind
  /** Its code is `database-` and the kind. */
  readonly problem: Problem

  /** Next loads modules several times over: each copy of this class must know the errors of the others. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'DatabaseError'
  }

  constructor(kind: DatabaseErrorKind, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause })
    this.kind = kind
    this.problem = { code: `database-${kind}`, sentence, detail: detailOf(cause) }
  }
}

const detailOf = (cause: unknown): string | null => (cause instanceof Error ? cause.message : null)
