/** Tells of a UTF-16 unit whether it belongs. */
export type CharacterTest = (code: number) => boolean

/** What stands on one side of a place in a text: nothing, a letter of a word as `\b` means it, or another character. */
export const edge = 0
export const word = 1
export const other = 2
export type Neighbour = typeof edge | typeof word | typeof other

const isDigit = (code: number) => code >= 48 && code <= 57
const isWord = (code: number) =>
  isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
const isSpace = (code: number) => /\s/.test(String.fromCharCode(code))

export const neighbourOf = (code: number): Neighbour => (isWord(code) ? word : other)

/** `\d`, `\w`, `\s` and their opposites, by the letter. */
export const namedClasses: ReadonlyMap<string, CharacterTest> = new Map(
  [['d', isDigit] as const, ['w', isWord] as const, ['s', isSpace] as const].flatMap(([letter, test]) => [
    [letter, test] as const,
    [letter.toUpperCase(), negated(test)] as const,
  ]),
)

export function negated(test: CharacterTest): CharacterTest {
  return (code) => !test(code)
}

/** All from one to another, in any case. */
export function between(first: number, last: number): CharacterTest {
  const has = (code: number) => code >= first && code <= last
  return (code) => has(code) || has(otherCase(code))
}

/** The letter in its other case, where that is one unit too. */
function otherCase(code: number): number {
  const letter = String.fromCharCode(code)
  const lower = letter.toLowerCase()
  const turned = lower === letter ? letter.toUpperCase() : lower
  return turned.length === 1 ? turned.charCodeAt(0) : code
}
