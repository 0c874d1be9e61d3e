import { expect, test } from '@playwright/test'
import { contexts } from '@/e2e/target/running'
import { disagreements } from './agreement'
import { ask, askAll, askRaw, type Cell, type Row, widest } from './dashboard'
import { listViews, type Shape, shapes } from './shapes'

test('every view shows what a fresh LIST has, and the overview counts it', async () => {
  await expect.poll(disagreements, { timeout: 20_000, intervals: [100] }).toEqual([])
  expect((await ask('pods')).total).toBeGreaterThan(100)
  expect((await ask('workloads')).total).toBeGreaterThan(10)
})

for (const view of listViews) {
  const shape: Shape = shapes[view]

  test(`${view}: pages give every row once`, async () => {
    const sort = { sort: 'name' }
    // Rows come and go; names in order make one moment of several requests as good as it can be.
    await expect
      .poll(
        async () => {
          const whole = (await askAll(view, sort)).map(({ key }) => key)
          const paged = (await askAll(view, sort, 7)).map(({ key }) => key)
          return paged.length > 0 && paged.join() === whole.join()
        },
        { timeout: 20_000, intervals: [50] },
      )
      .toBe(true)
  })

  test(`${view}: a window beyond the end is empty, and one of nothing counts`, async () => {
    const beyond = await ask(view, { offset: 1_000_000 })
    expect(beyond.rows).toEqual([])
    const none = await ask(view, { limit: 0 })
    expect(none.rows).toEqual([])
    expect(none.total).toBeGreaterThan(0)
  })

  test(`${view}: rows have the columns that the docs name`, async () => {
    const [row] = (await ask(view)).rows
    expect(Object.keys(row ?? {}).sort()).toEqual(['key', ...shape.columns].sort())
  })

  for (const column of shape.columns)
    test(`${view}: sorted by ${column}, both ways`, async () => {
      for (const sign of [1, -1]) {
        const { rows } = await ask(view, { sort: `${sign < 0 ? '-' : ''}${column}`, limit: widest })
        const wrong = rows.filter((row, at) => at > 0 && compare(shape, column, sign, rows[at - 1], row) >= 0)
        expect(wrong.map((row) => [row.name, row[column]])).toEqual([])
      }
    })

  test(`${view}: facets count what the rows say`, async () => {
    const answer = await ask(view, { limit: widest, ...(await narrowEnough(view)) })
    expect(answer.matched).toBe(answer.rows.length)
    for (const facet of shape.facets)
      expectMostFrequent(answer.facets[facet] ?? {}, countsOf(answer.rows, facet), facet)
  })

  test(`${view}: a pick shows its rows and leaves its own facet's counts as they were`, async () => {
    const narrow = await narrowEnough(view)
    for (const facet of shape.facets) {
      const counts = (await ask(view, narrow)).facets[facet] ?? {}
      for (const value of Object.keys(counts).slice(0, 3)) {
        const picked = await ask(view, { ...narrow, limit: widest, [`facet.${facet}`]: value })
        expect(picked.rows.map((row) => textOf(row[facet])).filter((it) => it !== value)).toEqual([])
        expect(picked.matched, `${facet} ${value}`).toBe(picked.facets[facet]?.[value] ?? 0)
        expect(sum(picked.facets[facet])).toBeLessThanOrEqual(picked.total)
        expect(sum(picked.facets[facet])).toBeGreaterThanOrEqual(picked.matched)
      }
    }
  })

  test(`${view}: the text filter finds a name and nothing else`, async () => {
    const name = String((await ask(view, { sort: 'name' })).rows[0]?.name)
    const found = await ask(view, { q: name.toUpperCase(), limit: widest })
    expect(found.rows.map((row) => row.name)).toContain(name)
    for (const row of found.rows) expect(Object.values(row).join(' ').toLowerCase()).toContain(name)
    expect((await ask(view, { q: 'no-such-thing-anywhere' })).matched).toBe(0)
  })

  test(`${view}: a name finds just its rows`, async () => {
    const name = String((await ask(view, { sort: 'name' })).rows[0]?.name)
    const found = await ask(view, { name, limit: widest })
    expect(found.rows.map((row) => row.name)).toContain(name)
    expect(found.rows.filter((row) => row.name !== name)).toEqual([])
    expect((await ask(view, { name: name.slice(1) })).rows.filter((row) => row.name === name)).toEqual([])
  })
}

test('namespaces narrow rows and totals', async () => {
  const namespace = String((await ask('pods')).rows[0]?.namespace)
  const { rows, total } = await ask('pods', { namespace, limit: widest })
  expect(total).toBe(rows.length)
  expect([...new Set(rows.map((row) => row.namespace))]).toEqual([namespace])
})

test('a context with a slash in its name is a cluster like any other', async () => {
  await expect.poll(async () => (await ask('nodes', {}, contexts.slashed)).total).toBe((await ask('nodes')).total)
})

const wrong: readonly [what: string, view: string, query: Record<string, string>, cluster: string, answer: object][] = [
  ['an unknown cluster', 'pods', {}, 'nowhere', { status: 404, code: 'unknown-cluster', names: contexts.main }],
  ['an unknown view', 'secrets', {}, contexts.main, { status: 404, code: 'unknown-view', names: 'workloads' }],
  [
    'an unknown column',
    'pods',
    { sort: 'x' },
    contexts.main,
    { status: 400, code: 'unknown-sort-key', names: 'status' },
  ],
  [
    'an unknown facet',
    'pods',
    { 'facet.ip': '1' },
    contexts.main,
    { status: 400, code: 'unknown-facet', names: 'node' },
  ],
  [
    'an unknown parameter',
    'pods',
    { page: '2' },
    contexts.main,
    { status: 400, code: 'unknown-parameter', names: 'offset' },
  ],
  [
    'a name in a view without',
    'events',
    { name: 'x' },
    contexts.main,
    { status: 400, code: 'bad-parameter', names: 'events' },
  ],
  ['a negative offset', 'pods', { offset: '-1' }, contexts.main, { status: 400, code: 'bad-window', names: 'offset' }],
  ['a window too wide', 'pods', { limit: '501' }, contexts.main, { status: 400, code: 'bad-window', names: '500' }],
]
for (const [what, view, query, cluster, answer] of wrong)
  test(`${what} is told in a sentence`, async () => {
    const response = await askRaw(view, query, cluster)
    const { problem } = await response.json()
    const { names, ...rest } = answer as { names: string }
    expect({ status: response.status, code: problem.code }).toEqual(rest)
    expect(problem.sentence).toContain(names)
    expect(problem.sentence).toMatch(/\.$/)
  })

test('a cluster that is down says so', async () => {
  await expect
    .poll(async () => Object.values((await ask('pods', {}, contexts.down)).freshness).map(({ state }) => state), {
      timeout: 15_000,
    })
    .toContain('broken')
})

/** The order that docs promise, written a second time: null last, numbers by size, texts by code unit, ties by name. */
function compare({ orders }: Shape, column: string, sign: number, before: Row | undefined, row: Row): number {
  const [a, b] = [before?.[column] ?? null, row[column] ?? null]
  if (a !== b && (a === null || b === null)) return a === null ? 1 : -1
  const order = orders[column]
  const rank = (value: Cell) => (order === undefined ? 0 : (order.indexOf(String(value)) + order.length) % order.length)
  if (order !== undefined && rank(a) !== rank(b)) return sign * (rank(a) - rank(b))
  if (a !== b && a !== null && b !== null) return a < b ? -sign : sign
  for (const name of ['namespace', 'name', 'key']) {
    const [x, y] = [String(before?.[name]), String(row[name])]
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}

/** A facet's value; none is the empty text. */
const textOf = (cell: Cell | undefined) => String(cell ?? '')

function countsOf(rows: readonly Row[], facet: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) {
    const value = textOf(row[facet])
    counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

/** Facets tell their 40 most frequent values. */
function expectMostFrequent(
  told: Readonly<Record<string, number>>,
  counts: Readonly<Record<string, number>>,
  facet: string,
) {
  expect(Object.keys(told).length, facet).toBe(Math.min(40, Object.keys(counts).length))
  const leftOut = Object.entries(counts).filter(([value]) => told[value] === undefined)
  const most = Math.max(0, ...leftOut.map(([, count]) => count))
  for (const [value, count] of Object.entries(told)) {
    expect(count, `${facet} ${value}`).toBe(counts[value])
    expect(count, `${facet} ${value} against those left out`).toBeGreaterThanOrEqual(most)
  }
}

const sum = (counts: Readonly<Record<string, number>> = {}) => Object.values(counts).reduce((all, one) => all + one, 0)

/** One window must hold all that is counted: the namespaces of the first row when the view is larger. */
async function narrowEnough(view: string): Promise<Record<string, string>> {
  const { total, rows } = await ask(view)
  return total <= widest ? {} : { namespace: String(rows[0]?.namespace) }
}
