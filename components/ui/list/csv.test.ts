import { expect, test } from 'vitest'
import { formatCsv } from './csv'

test('names first, CRLF at each end, instants as ISO 8601, nothing for null', () => {
  const rows = [{ key: '1', name: 'web', restarts: 3, createdAt: Date.UTC(2026, 10, 24, 6), node: null }]
  expect(formatCsv(['name', 'restarts', 'createdAt', 'node'], rows)).toBe(
    'name,restarts,createdAt,node\r\nweb,3,2026-11-24T06:00:00.000Z,\r\n',
  )
})

test.each([
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['-x', "'-x"],
])('a cell that reads %j is written %s', (cell, written) => {
  expect(formatCsv(['c'], [{ key: '1', c: cell }])).toBe(`c\r\n${written}\r\n`)
})
