import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAutomaton } from './automaton'
import { ExpressionError } from './cursor'
import { parseExpression } from './parse'
import { placesOf } from './places'
import { compileExpression } from './program'

const compile = (source: string) => compileExpression(parseExpression(source))

describe('finds what RegExp finds', () => {
  const texts = [
    '',
    'GET /cart/17 500 in 31 ms',
    'level=error msg="connection refused" attempt=3',
    'Ünïcode and ΣΊΣΥΦΟΣ',
    'a.b*c\\d (x) [y] {z}',
    'foobar foo_bar foo-bar 2026-11-24T10:00:00Z',
  ]
  test.each([
    'cart',
    '5\\d\\d',
    '^get',
    'ms$',
    '^$',
    'refused|timeout',
    '(?:get|post) /\\w+/\\d+',
    '\\bfoo\\b',
    '\\Bbar',
    '[a-f]{3,}',
    '[^ ]+=\\w+',
    '\\w+?=',
    'a\\.b\\*c\\\\d',
    '\\(x\\) \\[y\\] \\{z\\}',
    '[\\]\\-.]b',
    'ü',
    'σ',
    '\\x41|\\u00dc',
    '(a|b|)c',
    'x{0}y',
    '\\d{4}-\\d{2}-\\d{2}t\\d+:',
    'o{2,3}b',
    '{z}',
  ])('%s', (source) => {
    const has = createAutomaton(compile(source))
    for (const text of texts) expect([text, has(text)]).toEqual([text, new RegExp(source, 'i').test(text)])
  })

  const piece = fc.constantFrom('a', 'b', 'ab', '.', '[ab]', '[^a]', '\\b', '^', '$', '\\w', ' ', '(?:a|b)', '(a|)')
  const times = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}')
  const repeatable = (text: string) => !['\\b', '^', '$'].includes(text)
  const part = fc.tuple(piece, times).map(([text, many]) => (repeatable(text) ? text + many : text))
  const sequence = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
  const expression = fc.array(sequence, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|'))

  test('whatever is asked of whatever text, and marks it where RegExp finds it first', () => {
    fc.assert(
      fc.property(
        expression,
        fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '_'), maxLength: 12 }),
        (source, text) => {
          const program = compile(source)
          const found = [...text.matchAll(new RegExp(source, 'gi'))].filter(([match]) => match !== '')
          expect(createAutomaton(program)(text)).toBe(new RegExp(source, 'i').test(text))
          const [first] = placesOf(program, text)
          if (found[0] === undefined) return
          // Where RegExp takes the first that fits, the longest is marked: it begins no later.
          expect(first?.[0]).toBeLessThanOrEqual(found[0].index)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

test('of those that begin at one place the longest is marked', () => {
  const text = 'foobar foo'
  expect(placesOf(compile('foo|foobar'), text).map(([begin, end]) => text.slice(begin, end))).toEqual(['foobar', 'foo'])
})

describe('no expression and no text can keep it busy', () => {
  const evil = [
    '(a+)+$',
    '(a|a)*b',
    '(a|aa)+$',
    '(.*a){12}b',
    '.*.*.*.*.*=',
    '(?:a?){50}a{50}b',
    'a*a*a*a*a*c',
    '(x+x+)+y',
    '([a-z]+)*\\d',
    '(a|b)*a(a|b){14}c',
  ]
  const lines = [
    'a'.repeat(32_768),
    'x'.repeat(32_768),
    'ab'.repeat(16_384),
    Array.from({ length: 32_768 }, (_, at) => ((at * 2_654_435_761) % 7 < 3 ? 'a' : 'b')).join(''),
  ]
  test.each(evil)('%s', (source) => {
    const program = compile(source)
    const has = createAutomaton(program)
    const cpu = process.cpuUsage()
    for (const line of lines) {
      has(line)
      placesOf(program, line.slice(0, 4_000))
    }
    const { user, system } = process.cpuUsage(cpu)
    // RegExp takes years for some of them.
    expect((user + system) / 1_000).toBeLessThan(2_000)
  })
})

test.each([
  ['(a', 'A group is not closed'],
  ['a)', 'A group is closed that was not opened'],
  ['[a', 'A class is not closed'],
  ['[z-a]', 'A range is in the wrong order'],
  ['*a', 'Nothing stands before a sign that repeats'],
  ['a**', 'Two signs that repeat stand together'],
  ['a{3,2}', 'The numbers in braces are in the wrong order'],
  ['a{9999}', 'At most 1000 times can be asked for'],
  ['(?=a)', 'Groups that begin with (? can only be (?: here'],
  ['(a)\\1', "\\1 can't be used here"],
  ['a\\', 'It ends too early'],
  ['(?:a{500}){500}', 'It is too large'],
])('%s is refused in words', (source, words) => {
  expect(() => compile(source)).toThrow(new ExpressionError(words))
})
