import { expect, test } from 'vitest'
import { createLineSplitter, lineLimit } from './line-splitter'

function split(...chunks: readonly (string | Buffer)[]) {
  const splitter = createLineSplitter()
  const lines = chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk)))
  return [...lines, ...splitter.finish()].map(({ text, cut }) => (cut === 0 ? text : `${text.length}+${cut}`))
}

test.each<[string, readonly (string | Buffer)[], readonly string[]]>([
  ['lines in one chunk', ['a\nb\n'], ['a', 'b']],
  ['a line over chunks', ['hel', 'lo\nwor', 'ld'], ['hello', 'world']],
  ['a character over chunks', [Buffer.from('ä\n').subarray(0, 1), Buffer.from('ä\n').subarray(1)], ['ä']],
  ['empty lines', ['\n\na\n'], ['', '', 'a']],
  ['carriage returns', ['a\r\nb\r', '\n'], ['a', 'b']],
  ['bytes that are no UTF-8', [Buffer.from([0xff, 0x61, 0x0a])], ['�a']],
  ['nothing', [], []],
])('%s', (_, chunks, lines) => {
  expect(split(...chunks)).toEqual(lines)
})

test('a line of a megabyte loses its end and says how much; the next one is whole', () => {
  const long = 'x'.repeat(1024 * 1024)
  const chunks = long.match(/.{1,65536}/g) ?? []
  expect(split(...chunks, '\nnext\n')).toEqual([`${lineLimit}+${long.length - lineLimit}`, 'next'])
})
