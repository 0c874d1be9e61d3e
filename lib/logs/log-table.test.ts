import { expect, test } from 'vitest'
import type { LogFilter } from './log-filter'
import { everything } from './log-filter'
import type { LogLine, LogMessage } from './log-message'
import { createLogTable, type LogTable } from './log-table'

const roomy = { lines: 1000, characters: 100_000 }

const source = (number: number, pod: string, container = 'web'): LogMessage => ({
  type: 'source',
  source: number,
  pod,
  container,
  state: 'open',
  sentence: null,
})

const line = (from: number, at: number, text = `${at}`, nanos = 0): LogLine => ({
  source: from,
  at,
  nanos,
  text,
  cut: 0,
})

const lines = (...those: readonly LogLine[]): LogMessage => ({ type: 'lines', lines: those })

/** What is shown, as texts; gaps as `from..to`. */
function read({ lines: { shown } }: LogTable): readonly string[] {
  return Array.from({ length: shown.length }, (_, index) => {
    const entry = shown.at(index)
    return entry?.type === 'gap' ? `${entry.from}..${entry.to}` : String(entry?.text)
  })
}

function tableOf(...batches: readonly (readonly LogMessage[])[]): LogTable {
  const table = createLogTable(roomy)
  for (const batch of batches) table.push(batch)
  return table
}

const two = [source(1, 'web-a'), source(2, 'web-b', 'proxy')]

test.each([
  ['in order as they come', [[lines(line(1, 1), line(2, 2))], [lines(line(1, 3))]], ['1', '2', '3']],
  [
    'late lines go to their place',
    [[lines(line(1, 10), line(1, 30))], [lines(line(2, 5), line(2, 20))]],
    ['5', '10', '20', '30'],
  ],
  ['nanoseconds tell', [[lines(line(1, 1, 'b', 20))], [lines(line(2, 1, 'a', 10))]], ['a', 'b']],
  ['equal instants in the order in which they came', [[lines(line(1, 1, 'a'))], [lines(line(2, 1, 'b'))]], ['a', 'b']],
  ['several messages of one batch are merged', [[lines(line(1, 5)), lines(line(2, 3))]], ['3', '5']],
  [
    'a gap stands before the first line after it',
    [[lines(line(1, 1)), { type: 'gap', source: 1, from: 1, to: 9 }, lines(line(1, 9))]],
    ['1', '1..9', '9'],
  ],
  [
    'a line without an instant stays where it came',
    [[lines(line(1, 5))], [lines(line(1, 0, 'x'))], [lines(line(1, 6))]],
    ['5', 'x', '6'],
  ],
  ['and of a source that has none yet, after all others', [[lines(line(1, 5))], [lines(line(2, 0, 'x'))]], ['5', 'x']],
  ['lines of a source that was never named are left out', [[lines(line(7, 5))]], []],
  ['beats change nothing', [[lines(line(1, 1))], [{ type: 'beat' }]], ['1']],
] satisfies readonly (readonly [string, readonly (readonly LogMessage[])[], readonly string[]])[])(
  '%s',
  (_, batches, expected) => {
    expect(read(tableOf(two, ...batches))).toEqual(expected)
  },
)

test('colours are left out of what is searched, and kept in what is drawn', () => {
  const table = tableOf(two, [lines(line(1, 1, '\x1b[31mred\x1b[0m'))])
  expect(table.lines.shown.at(0)).toMatchObject({ text: 'red', raw: '\x1b[31mred\x1b[0m' })
})

test.each([
  [{ text: 'ERR' }, ['err a', 'err b', '3..4']],
  [{ text: '/^err a$/' }, ['err a', '3..4']],
  [{ pods: ['web-b'] }, ['err b', 'ok b', '3..4']],
  [{ containers: ['web'], text: 'ok' }, ['ok a']],
  [{ pods: ['web-a'], containers: ['proxy'] }, []],
  [{ text: '/(/' }, ['err a', 'err b', 'ok a', 'ok b', '3..4']],
] satisfies readonly (readonly [Partial<LogFilter>, readonly string[]])[])(
  'the filter %j shows %j, whenever it is set',
  (some, expected) => {
    const filter = { ...everything, ...some }
    const content: LogMessage[] = [
      lines(line(1, 1, 'err a'), line(2, 1, 'err b'), line(1, 2, 'ok a'), line(2, 2, 'ok b')),
      { type: 'gap', source: 2, from: 3, to: 4 },
    ]
    const before = createLogTable(roomy)
    before.show(filter)
    before.push(two)
    before.push(content)
    const after = tableOf(two, content)
    after.show(filter)
    expect(read(before)).toEqual(expected)
    expect(read(after)).toEqual(expected)
    expect([before.lines.held, before.lines.matched, after.lines.matched]).toEqual([
      4,
      expected.filter((text) => !text.includes('..')).length,
      before.lines.matched,
    ])
  },
)

test('the oldest go when there are too many, and how many is told', () => {
  const table = createLogTable({ lines: 3, characters: 1000 })
  table.push(two)
  table.show({ ...everything, pods: ['web-a'] })
  for (let at = 1; at <= 6; at++) table.push([lines(line((at % 2) + 1, at))])
  expect(read(table)).toEqual(['4', '6'])
  expect(table.lines).toMatchObject({ held: 3, matched: 2, dropped: 3, arrived: 3 })
})

test('long lines count by their length', () => {
  const table = createLogTable({ lines: 1000, characters: 100 })
  table.push([...two, lines(...[1, 2, 3, 4].map((at) => line(1, at, String(at).repeat(40))))])
  expect(read(table)).toEqual(['3'.repeat(40), '4'.repeat(40)])
  expect(table.lines.dropped).toBe(2)
})

test('a line keeps its identity while others come and go', () => {
  const table = tableOf(two, [lines(line(1, 5))])
  const first = table.lines.shown.at(0)
  table.push([lines(line(1, 1), line(2, 9))])
  table.show({ ...everything, text: '5' })
  expect(table.lines.shown.at(0)).toBe(first)
})

test('sources are another array only when one changed', () => {
  const table = tableOf(two)
  const before = table.sources
  table.push([lines(line(1, 1))])
  expect(table.sources).toBe(before)
  table.push([
    { type: 'source', source: 2, pod: 'web-b', container: 'proxy', state: 'gone', sentence: 'The pod is gone.' },
  ])
  expect(table.sources.map(({ pod, state }) => [pod, state])).toEqual([
    ['web-a', 'open'],
    ['web-b', 'gone'],
  ])
})

test('after a reconnect no line comes twice, whatever the numbers of the sources are now', () => {
  const table = tableOf(two, [lines(line(1, 1, 'a1'), line(2, 1, 'b1'), line(1, 2, 'a2'), line(1, 2, 'a2 again'))])
  table.reopened(true)
  table.push([source(1, 'web-b', 'proxy'), source(2, 'web-a')])
  table.push([lines(line(1, 1, 'b1'), line(2, 1, 'a1'), line(2, 2, 'a2'))])
  table.push([lines(line(2, 2, 'a2 again'), line(2, 2, 'a2 new'), line(1, 3, 'b3'))])
  expect(read(table)).toEqual(['a1', 'b1', 'a2', 'a2 again', 'a2 new', 'b3'])
  expect(table.sources).toHaveLength(2)
})

test('after a reconnect that leaves something out, each source has its gap once', () => {
  const table = tableOf(two, [lines(line(1, 1, 'a1'))])
  table.reopened(false)
  table.push([...two, lines(line(1, 8, 'a8'), line(2, 8, 'b8'), line(1, 9, 'a9'))])
  expect(read(table)).toEqual(['a1', '1..8', 'a8', 'b8', 'a9'])
})

test('says that nothing is there, until something is, and that all has come', () => {
  const table = tableOf([{ type: 'none', sentence: 'There is no pod.' }])
  expect(table.nothing).toBe('There is no pod.')
  table.push([...two, { type: 'end' }])
  expect(table).toMatchObject({ nothing: null, hasEnded: true })
})

test('a hundred thousand lines from twenty sources that overlap are folded in far less than the second they take to come', () => {
  const table = createLogTable({ lines: 100_000, characters: 32_000_000 })
  table.push(Array.from({ length: 20 }, (_, number) => source(number, `web-${number}`)))
  table.show({ ...everything, text: 'ms' })
  const began = performance.now()
  for (let batch = 0; batch < 500; batch++)
    table.push([
      lines(
        ...Array.from({ length: 200 }, (_, index) =>
          line(index % 20, 1 + batch * 40 - (index % 20) * 5 + index / 100, `GET /cart/${index} 200 in ${index} ms`),
        ),
      ),
    ])
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(table.lines.held).toBe(100_000)
})
