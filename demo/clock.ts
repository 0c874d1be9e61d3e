/** Virtual time: moves only when told to, and runs what is due in the order of its instants. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** By how many milliseconds it was advanced so far. */
  elapsed(): number
  /** Sets it wrong by this much against how it started; whoever waits for something waits as long as before. */
  skew(milliseconds: number): void
  /** Runs `run` once, `delay` milliseconds from now; the returned function cancels it. */
  after(delay: number, run: () => void): () => void
  advance(milliseconds: number): void
  advanceTo(instant: number): void
}

interface Timer {
  /** In elapsed milliseconds. */
  readonly due: number
  readonly sequence: number
  run: (() => void) | undefined
}

export function createClock(start: number): Clock {
  const heap: Timer[] = []
  let elapsed = 0
  let first = start
  let sequence = 0

  const advance = (milliseconds: number) => {
    const end = elapsed + milliseconds
    for (let next = heap[0]; next !== undefined && next.due <= end; next = heap[0]) {
      pop(heap)
      elapsed = Math.max(elapsed, next.due)
      next.run?.()
    }
    elapsed = Math.max(elapsed, end)
  }
  const now = () => first + elapsed
  return {
    now,
    elapsed: () => elapsed,
    skew(milliseconds) {
      first = start + milliseconds
    },
    after(delay, run) {
      const timer: Timer = { due: elapsed + Math.max(0, delay), sequence: sequence++, run }
      push(heap, timer)
      return () => {
        timer.run = undefined
      }
    },
    advance,
    advanceTo: (instant) => advance(instant - now()),
  }
}

/** A clock that stands: for writing what happened at an instant of the past. */
export function frozenClock(at: number): Clock {
  return { now: () => at, elapsed: () => 0, skew() {}, after: () => () => {}, advance() {}, advanceTo() {} }
}

/** An instant as the API writes it: RFC 3339 in UTC, whole seconds. */
export function toTimestamp(instant: number): string {
  const seconds = Math.floor(instant / 1000)
  const day = Math.floor(seconds / 86_400)
  const time = seconds - day * 86_400
  return `${dateOf(day)}T${clockTime(Math.floor(time / 60))}:${two(time % 60)}Z`
}

// A large world has hundreds of thousands of instants on a few hundred days: Date is ten times as slow.
const dates = new Map<number, string>()
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const two = (number: number) => twoDigits[number] ?? ''
const clockTime = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

function dateOf(day: number): string {
  const known = dates.get(day)
  if (known !== undefined) return known
  const [date = ''] = new Date(day * 86_400_000).toISOString().split('T')
  dates.set(day, date)
  return date
}

const isBefore = (a: Timer, b: Timer) => a.due < b.due || (a.due === b.due && a.sequence < b.sequence)

function push(heap: Timer[], timer: Timer): void {
  let at = heap.push(timer) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above]
    if (parent === undefined || !isBefore(timer, parent)) break
    heap[at] = parent
    at = above
  }
  heap[at] = timer
}

function pop(heap: Timer[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    if (left === undefined) break
    const goRight = right !== undefined && isBefore(right, left)
    const child = goRight ? right : left
    if (!isBefore(child, last)) break
    heap[at] = child
    at = 2 * at + (goRight ? 2 : 1)
  }
  heap[at] = last
}
