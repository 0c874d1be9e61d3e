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
  if (expression !== undefined) return parseExpression(expression)
  const words = [...trimmed.matchAll(/"([^"]+)"|[^\s"]+/g)].map(([word, phrase]) => escape(phrase ?? word))
  if (words.length === 0) return { matcher: null, problem: null }
  return { matcher: matcherOf(words), problem: null }
}

/** `RegExp.escape` is in no browser from before 2025. */
const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

function parseExpression(source: string): TextFilter {
  try {
    return { matcher: matcherOf([source]), problem: null }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const why = error.message.slice(error.message.lastIndexOf(': ') + 2)
    return { matcher: null, problem: `This is no regular expression: ${why}.` }
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
