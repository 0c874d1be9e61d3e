import { createAutomaton } from './expression/automaton'
import { ExpressionError } from './expression/cursor'
import { parseExpression } from './expression/parse'
import { placesOf } from './expression/places'
import { compileExpression } from './expression/program'

/** What is to be seen of what was read. An empty list means all. */
export interface LogFilter {
  /** Words that must all occur, in any case and order; `"a phrase"` counts as one, `/…/` is a regular expression. */
  readonly text: string
  readonly pods: readonly string[]
  readonly containers: readonly string[]
}

export const everything: LogFilter = { text: '', pods: [], containers: [] }

export interface TextMatcher {
  matches(text: string): boolean
  /** Where it matches, in order and without overlap: pairs of begin and end. */
  placesIn(text: string): readonly (readonly [begin: number, end: number])[]
}

export type TextFilter =
  | { readonly matcher: TextMatcher | null; readonly problem: null }
  | { readonly matcher: null; readonly problem: string }

/** No matcher where everything matches; a problem, in a sentence, where the expression is none. */
export function parseTextFilter(text: string): TextFilter {
  const trimmed = text.trim()
  const expression = /^\/(.+)\/i?$/.exec(trimmed)?.[1]
  if (expression !== undefined) return matcherOfExpression(expression)
  const words = [...trimmed.matchAll(/"([^"]+)"|[^\s"]+/g)].map(([word, phrase]) => escape(phrase ?? word))
  if (words.length === 0) return { matcher: null, problem: null }
  return { matcher: matcherOf(words), problem: null }
}

/** `RegExp.escape` is in no browser from before 2025. */
const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** It is not run by RegExp, whose search may take for ever: containers write what they like. */
function matcherOfExpression(source: string): TextFilter {
  try {
    const program = compileExpression(parseExpression(source))
    return {
      matcher: { matches: createAutomaton(program), placesIn: (text) => placesOf(program, text) },
      problem: null,
    }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { matcher: null, problem: `This regular expression can't be used: ${error.message}.` }
  }
}

/** Longer words first where they mark, so that the longest of those that begin at a place is marked. */
function matcherOf(sources: readonly string[]): TextMatcher {
  const tests = sources.map((source) => new RegExp(source, 'i'))
  const any = new RegExp([...sources].sort((a, b) => b.length - a.length).join('|'), 'gi')
  return {
    matches: (text) => tests.every((test) => test.test(text)),
    placesIn: (text) =>
      [...text.matchAll(any)]
        .filter(([found]) => found !== '')
        .map(({ 0: found, index }) => [index, index + found.length] as const),
  }
}
