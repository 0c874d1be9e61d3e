import { describe, expect, test } from 'vitest'
import { compareRows } from './compare'
import { podsShape } from './pods'
import type { Cell, Row } from './view'

const shape = podsShape
const row = (key: string, cells: Readonly<Record<string, Cell>>): Row => ({ key, namespace: 'a', name: 'a', ...cells })
const order = (rows: readonly Row[], column: string, descending = false) =>
  rows
    .toSorted(compareRows(shape, { column, descending }))
    .map(({ key }) => key)
    .join(' ')

describe('rows sort', () => {
  const values = (column: string, ...cells: readonly Cell[]) =>
    cells.map((cell) => row(String(cell), { [column]: cell }))

  test.each<[string, string, readonly Cell[], boolean, string]>([
    ['numbers by size', 'restarts', [10, 9, 0, 100], false, '0 9 10 100'],
    ['numbers by size, largest first', 'restarts', [10, 9, 0, 100], true, '100 10 9 0'],
    ['text by code unit, not by language', 'node', ['b', 'B', 'a', 'ä', 'A1', 'A'], false, 'A A1 B a b ä'],
    ['nothing last', 'node', ['b', null, 'a'], false, 'a b null'],
    ['nothing last in the other direction too', 'node', ['b', null, 'a'], true, 'b a null'],
    ['no number last in both directions', 'lastRestartAt', [2, null, 1], true, '2 1 null'],
    [
      'health from worst to best',
      'health',
      ['healthy', 'paused', 'failed', 'progressing', 'degraded'],
      false,
      'failed degraded progressing paused healthy',
    ],
    ['health from best to worst', 'health', ['paused', 'failed', 'healthy'], true, 'healthy paused failed'],
    [
      'values that the order does not know after it',
      'health',
      ['zz', 'healthy', 'aa', 'failed', null],
      false,
      'failed healthy aa zz null',
    ],
    ['flags with false first', 'node', [true, false], false, 'false true'],
  ])('%s', (_, column, cells, descending, expected) => {
    expect(order(values(column, ...cells), column, descending)).toBe(expected)
    expect(order(values(column, ...cells.toReversed()), column, descending)).toBe(expected)
  })
})

test('ties go by namespace, name and key, ascending in both directions, so that no two rows are equal', () => {
  const rows = [
    row('5', { namespace: 'b', name: 'a' }),
    row('4', { name: 'b' }),
    row('3', { name: 'a' }),
    row('2', { name: 'a' }),
  ].map((it) => ({ ...it, health: 'failed' }))
  for (const descending of [true, false]) expect(order(rows, 'health', descending)).toBe('2 3 4 5')
  const compare = compareRows(shape, { column: 'health', descending: false })
  for (const a of rows) for (const b of rows) expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) || 0)
})
