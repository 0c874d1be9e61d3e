import type { CharacterTest } from './characters'
import { type Cursor, createCursor, refuse } from './cursor'
import { only, parseClass, parseEscape } from './parse-class'

/** A regular expression taken apart. */
export type Node =
  | { readonly type: 'character'; readonly test: CharacterTest }
  | { readonly type: 'assertion'; readonly kind: Assertion }
  | { readonly type: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly type: 'repeat'; readonly part: Node; readonly least: number; readonly most: number }

export type Assertion = 'begin' | 'end' | 'word-edge' | 'no-word-edge'

/** The largest number in braces, and how deep groups may stand in each other. */
const mostTimes = 1000
const mostDepth = 100
const nothingToRepeat = 'Nothing stands before a sign that repeats'
const endless = Number.POSITIVE_INFINITY
const anything: CharacterTest = () => true

/**
 * Characters, `.`, classes, groups, `|`, `^ $ \b \B` and `* + ? {n,m}`, lazy ones too, as JavaScript writes them. What only a
 * search that tries again and again can find is refused: looking around, and what a group found before. Throws ExpressionError.
 */
export function parseExpression(source: string): Node {
  const cursor = createCursor(source)
  const whole = parseChoice(cursor, 0)
  return cursor.isAtEnd ? whole : refuse('A group is closed that was not opened')
}

function parseChoice(cursor: Cursor, depth: number): Node {
  if (depth > mostDepth) return refuse('Its groups are too deep')
  const parts = [parseSequence(cursor, depth)]
  while (cursor.takes('|')) parts.push(parseSequence(cursor, depth))
  return { type: 'choice', parts }
}

function parseSequence(cursor: Cursor, depth: number): Node {
  const parts: Node[] = []
  while (!cursor.isAtEnd && cursor.peek() !== '|' && cursor.peek() !== ')')
    parts.push(parseRepeat(cursor, parseAtom(cursor, depth)))
  return { type: 'sequence', parts }
}

function parseRepeat(cursor: Cursor, part: Node): Node {
  const times = parseTimes(cursor)
  if (times === undefined) return part
  if (part.type === 'assertion') return refuse(nothingToRepeat)
  // A lazy one finds the same lines.
  cursor.takes('?')
  if (parseTimes(cursor) !== undefined) return refuse('Two signs that repeat stand together')
  return { type: 'repeat', part, ...times }
}

function parseTimes(cursor: Cursor): { readonly least: number; readonly most: number } | undefined {
  if (cursor.takes('*')) return { least: 0, most: endless }
  if (cursor.takes('+')) return { least: 1, most: endless }
  if (cursor.takes('?')) return { least: 0, most: 1 }
  const found = cursor.match(/^\{(\d+)(,?)(\d*)\}/)
  if (found === undefined) return undefined
  const [, from, comma, to = ''] = found
  const least = Number(from)
  const most = to !== '' ? Number(to) : comma === '' ? least : endless
  if (most < least) return refuse('The numbers in braces are in the wrong order')
  if ([least, most].some((times) => times > mostTimes && times !== endless))
    return refuse(`At most ${mostTimes} times can be asked for`)
  return { least, most }
}

function parseAtom(cursor: Cursor, depth: number): Node {
  const letter = cursor.next()
  switch (letter) {
    case '.':
      return { type: 'character', test: anything }
    case '^':
      return { type: 'assertion', kind: 'begin' }
    case '$':
      return { type: 'assertion', kind: 'end' }
    case '(':
      return parseGroup(cursor, depth)
    case '[':
      return { type: 'character', test: parseClass(cursor) }
    case '*':
    case '+':
    case '?':
      return refuse(nothingToRepeat)
    case '\\':
      if (cursor.takes('b')) return { type: 'assertion', kind: 'word-edge' }
      if (cursor.takes('B')) return { type: 'assertion', kind: 'no-word-edge' }
      return { type: 'character', test: parseEscape(cursor) }
    default:
      return { type: 'character', test: only(letter.charCodeAt(0)) }
  }
}

function parseGroup(cursor: Cursor, depth: number): Node {
  if (cursor.takes('?') && !cursor.takes(':')) refuse('Groups that begin with (? can only be (?: here')
  const inside = parseChoice(cursor, depth + 1)
  return cursor.takes(')') ? inside : refuse('A group is not closed')
}
