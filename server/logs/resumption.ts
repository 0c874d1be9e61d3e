import type { LogInstant } from '@/lib/logs/timestamp'

interface Placed {
  readonly at: number
  readonly nanos: number
}

/** Where a container's log was left, and how it is taken up again without a line twice. */
export interface Resumption {
  /** The instant to ask from, RFC 3339 in whole seconds as the API takes it; undefined before the first line. */
  sinceTime(): string | undefined
  /** Of lines that follow on `sinceTime`, those that are new; and a gap if the place where it was left is not among them. */
  resume<L extends Placed>(lines: readonly L[]): { readonly fresh: readonly L[]; readonly gap: LogInstant | undefined }
  /** Every line that was passed on. */
  seen(line: Placed): void
  /** The log is opened anew: what comes next is compared with where it was left. */
  reopened(): void
}

export function createResumption(): Resumption {
  let last: LogInstant | undefined
  /** How many lines have been seen of that very instant. */
  let seenOfLast = 0
  let comparing = false
  let skipped = 0
  let overlaps = false

  return {
    sinceTime: () => last && `${new Date(last.at).toISOString().slice(0, 19)}Z`,
    seen(line) {
      const same = last !== undefined && last.at === line.at && last.nanos === line.nanos
      seenOfLast = same ? seenOfLast + 1 : 1
      last = { at: line.at, nanos: line.nanos }
    },
    reopened() {
      comparing = last !== undefined
      skipped = 0
      overlaps = false
    },
    resume(lines) {
      if (!comparing || last === undefined) return { fresh: lines, gap: undefined }
      const left = last
      const at = lines.findIndex((line) => {
        const order = line.at - left.at || line.nanos - left.nanos
        if (order <= 0) overlaps = true
        if (order === 0) skipped++
        return order > 0 || (order === 0 && skipped > seenOfLast)
      })
      if (at === -1) return { fresh: [], gap: undefined }
      comparing = false
      return { fresh: lines.slice(at), gap: overlaps ? undefined : left }
    },
  }
}
