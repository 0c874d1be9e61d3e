import { edge, type Neighbour, word } from './characters'
import type { Assertion } from './parse'
import type { Program } from './program'

/** Follows all that takes no character, between two characters; places of characters and of `found` are gathered in `into`. */
export function closure(
  program: Program,
  from: readonly number[],
  [before, after]: readonly [Neighbour, Neighbour],
  into: Set<number>,
): void {
  const seen = new Set<number>()
  const stack = [...from].reverse()
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    if (seen.has(place)) continue
    seen.add(place)
    const instruction = program[place]
    if (instruction === undefined) continue
    if (instruction.op === 'split') stack.push(...instruction.next)
    else if (instruction.op !== 'assertion') into.add(place)
    else if (holds(instruction.kind, before, after)) stack.push(instruction.next)
  }
}

function holds(kind: Assertion, before: Neighbour, after: Neighbour): boolean {
  switch (kind) {
    case 'begin':
      return before === edge
    case 'end':
      return after === edge
    case 'word-edge':
      return (before === word) !== (after === word)
    case 'no-word-edge':
      return (before === word) === (after === word)
  }
}
