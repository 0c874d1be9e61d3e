import { expect, test } from 'vitest'
import { parseMessages } from './parse-messages'

test.each([
  ['one message', '{"type":"beat","now":1}', [{ type: 'beat', now: 1 }]],
  [
    'a list',
    '[{"type":"beat","now":1},{"type":"clusters","clusters":[]}]',
    [
      { type: 'beat', now: 1 },
      { type: 'clusters', clusters: [] },
    ],
  ],
  ['an empty list', '[]', []],
  ['a type of a later version', '[{"type":"later"},{"type":"beat","now":1}]', [{ type: 'beat', now: 1 }]],
  ['a type that every object has', '{"type":"toString"}', []],
])('reads %s', (_, text, messages) => {
  expect(parseMessages(text)).toEqual(messages)
})

test.each(['', '<html>', '{"type":"beat"', 'null', '1', '{}', '[{"type":"beat","now":1},null]', '{"type":1}'])(
  'does not take %j for a message',
  (text) => {
    expect(parseMessages(text)).toBeUndefined()
  },
)
