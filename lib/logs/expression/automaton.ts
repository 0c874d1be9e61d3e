import { edge, type Neighbour, neighbourOf } from './characters'
import { closure } from './closure'
import type { Program } from './program'

/** All places where a search may stand after the same characters. */
interface State {
  readonly places: readonly number[]
  readonly before: Neighbour
  /** Something was found before the last character. */
  readonly found: boolean
  /** By UTF-16 unit, as far as they came. */
  readonly next: Map<number, State>
  foundAtEnd: boolean | undefined
}

/** So many states are kept; an expression that makes more begins anew, and each line costs what its characters do. */
const mostStates = 2_000

/**
 * Whether an expression is anywhere in a text: a deterministic automaton that is made while it runs, one step a character,
 * however the expression and the text are made (Thompson 1968).
 */
export function createAutomaton(program: Program): (text: string) => boolean {
  let states = new Map<string, State>()

  function stateOf(places: readonly number[], before: Neighbour, found: boolean): State {
    const key = `${places.join()} ${before} ${found}`
    const known = states.get(key)
    if (known !== undefined) return known
    const state = { places, before, found, next: new Map<number, State>(), foundAtEnd: undefined }
    if (states.size < mostStates) states.set(key, state)
    return state
  }
  /** A search begins at every character. */
  const start = (before: Neighbour, found = false) => stateOf([0], before, found)

  function step({ places, before }: State, code: number): State {
    const after = neighbourOf(code)
    const reached = new Set<number>()
    closure(program, places, [before, after], reached)
    const next = new Set([0])
    let found = false
    for (const place of reached) {
      const instruction = program[place]
      if (instruction?.op === 'found') found = true
      else if (instruction?.op === 'character' && instruction.test(code)) next.add(place + 1)
    }
    return stateOf(
      [...next].sort((a, b) => a - b),
      after,
      found,
    )
  }
  function endsFound(state: State): boolean {
    const reached = new Set<number>()
    closure(program, state.places, [state.before, edge], reached)
    return [...reached].some((place) => program[place]?.op === 'found')
  }
  return (text) => {
    if (states.size >= mostStates) states = new Map()
    let state = start(edge)
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      let next = state.next.get(code)
      if (next === undefined) {
        next = step(state, code)
        if (states.size < mostStates) state.next.set(code, next)
      }
      if (next.found) return true
      state = next
    }
    state.foundAtEnd ??= endsFound(state)
    return state.foundAtEnd
  }
}
