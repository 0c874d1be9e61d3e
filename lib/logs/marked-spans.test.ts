import { expect, test } from 'vitest'
import { parseTextFilter } from './log-filter'
import { markSpans } from './marked-spans'

const red = (text: string) => `\x1b[31m${text}\x1b[0m`

/** What is marked in angle brackets, hues in front. */
const drawn = (raw: string, filter: string) =>
  markSpans(raw, parseTextFilter(filter).matcher)
    .map(({ text, hue, marked }) => `${hue ?? ''}${marked ? `<${text}>` : `[${text}]`}`)
    .join('')

test.each([
  ['plain', '', '[plain]'],
  ['plain', 'nothing', '[plain]'],
  ['a timeout here', 'timeout', '[a ]<timeout>[ here]'],
  ['timeout', 'timeout', '<timeout>'],
  ['ab ab', 'ab', '<ab>[ ]<ab>'],
  [`be${red('fore')}after`, 'before', '<be>red<fore>[after]'],
  [`a${red('b')}c`, 'abc', '<a>red<b><c>'],
  [`x${red('error')} y`, 'err y', '[x]red<err>red[or][ ]<y>'],
])('%j searched for %j', (raw, filter, expected) => {
  expect(drawn(raw, filter)).toBe(expected)
})
