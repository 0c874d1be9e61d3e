import { between, type CharacterTest, namedClasses, negated } from './characters'
import { type Cursor, refuse } from './cursor'

const controls: ReadonlyMap<string, number> = new Map([
  ['0', 0],
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
])

export const only = (code: number): CharacterTest => between(code, code)

/** What stands behind a `\` that is no assertion. */
export function parseEscape(cursor: Cursor): CharacterTest {
  const found = escapedClassOrCode(cursor)
  return typeof found === 'number' ? only(found) : found
}

/** What stands behind a `[`, and the `]`. */
export function parseClass(cursor: Cursor): CharacterTest {
  const isNegated = cursor.takes('^')
  const tests: CharacterTest[] = []
  while (!cursor.takes(']')) tests.push(member(cursor))
  const any: CharacterTest = (code) => tests.some((test) => test(code))
  return isNegated ? negated(any) : any
}

function member(cursor: Cursor): CharacterTest {
  const first = classOrCode(cursor)
  if (typeof first !== 'number') return first
  if (cursor.peek() !== '-' || cursor.peek(1) === ']') return only(first)
  cursor.next()
  const last = classOrCode(cursor)
  if (typeof last !== 'number') return refuse('A range ends in a class')
  return last < first ? refuse('A range is in the wrong order') : between(first, last)
}

function classOrCode(cursor: Cursor): number | CharacterTest {
  if (cursor.isAtEnd) return refuse('A class is not closed')
  if (!cursor.takes('\\')) return cursor.next().charCodeAt(0)
  // Between brackets it is a backspace.
  return cursor.takes('b') ? 8 : escapedClassOrCode(cursor)
}

function escapedClassOrCode(cursor: Cursor): number | CharacterTest {
  const letter = cursor.next()
  const known = namedClasses.get(letter) ?? controls.get(letter)
  if (known !== undefined) return known
  const digits = { x: 2, u: 4 }[letter]
  if (digits !== undefined) {
    const code = cursor.match(digits === 2 ? /^[\da-f]{2}/i : /^[\da-f]{4}/i)?.[0]
    return code === undefined ? refuse(`\\${letter} needs ${digits} digits`) : Number.parseInt(code, 16)
  }
  return /[\dkpPc]/.test(letter) ? refuse(`\\${letter} can't be used here`) : letter.charCodeAt(0)
}
