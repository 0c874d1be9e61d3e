import { edge, type Neighbour, neighbourOf } from './characters'
import { closure } from './closure'
import type { Program } from './program'

type Place = readonly [begin: number, end: number]

/** Steps that marking a line may take; what it has not found by then stays unmarked. */
const mostSteps = 100_000

/** Where an expression is in a text, in order and without overlap: of those that begin first the longest, none of them empty. */
export function placesOf(program: Program, text: string): readonly Place[] {
  const places: Place[] = []
  const budget = { steps: mostSteps }
  for (let from = 0; from < text.length && budget.steps > 0; ) {
    const place = firstFrom(program, text, from, budget)
    if (place === undefined) break
    if (place[1] > place[0]) places.push(place)
    from = Math.max(place[1], place[0] + 1)
  }
  return places
}

/** All searches run side by side, each with where it began; one that stands where an earlier one does is that one. */
function firstFrom(program: Program, text: string, from: number, budget: { steps: number }): Place | undefined {
  let threads: ReadonlyMap<number, number> = new Map()
  let best: Place | undefined
  for (let at = from; at <= text.length; at++) {
    if (budget.steps <= 0) return best
    const sides = [neighbourAt(text, at - 1), neighbourAt(text, at)] as const
    const starting = best === undefined ? [...threads, [0, at] as const] : [...threads]
    const reached = follow(program, starting, sides)
    budget.steps -= 1 + reached.size
    const next = new Map<number, number>()
    for (const [place, began] of reached) {
      const instruction = program[place]
      if (best !== undefined && began > best[0]) continue
      if (instruction?.op === 'found') best = [began, at]
      else if (instruction?.op === 'character' && at < text.length && instruction.test(text.charCodeAt(at)))
        if (began <= (next.get(place + 1) ?? began)) next.set(place + 1, began)
    }
    if (best !== undefined && next.size === 0) return best
    threads = next
  }
  return best
}

/** Earlier searches first: where one stands, no later one needs to. */
function follow(
  program: Program,
  threads: readonly (readonly [place: number, began: number])[],
  sides: readonly [Neighbour, Neighbour],
): ReadonlyMap<number, number> {
  const reached = new Map<number, number>()
  const byBegin = Map.groupBy(
    threads.toSorted((a, b) => a[1] - b[1]),
    ([, began]) => began,
  )
  for (const [began, those] of byBegin) {
    const own = new Set<number>()
    closure(
      program,
      those.map(([place]) => place),
      sides,
      own,
    )
    for (const place of own) if (!reached.has(place)) reached.set(place, began)
  }
  return reached
}

const neighbourAt = (text: string, at: number): Neighbour =>
  at < 0 || at >= text.length ? edge : neighbourOf(text.charCodeAt(at))
