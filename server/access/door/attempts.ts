/**
 * Failed sign-ins within the last minute. A right code works however many failed: nobody can lock another one out, and
 * a code of 256 bits needs no lock against guessing. The limit keeps guessing from costing us work.
 */
export interface Attempts {
  /** Notes a failure; true when there have been too many, so the answer should be short. */
  failed(): boolean
}

const minute = 60_000

export function createAttempts(now: () => number, most = 10, span = minute): Attempts {
  let failures: number[] = []
  return {
    failed() {
      failures = failures.filter((at) => now() - at < span)
      if (failures.length >= most) return true
      failures.push(now())
      return false
    },
  }
}
