// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useSyncExternalStore } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PodRow } from '@/lib/views/pods'
import { podsShape } from '@/lib/views/pods'
import type { Row } from '@/lib/views/view'
import type { Column } from './column'
import { List } from './list'
import { useListQuery } from './query'
import type { ListTable } from './table'

// As Next does it: what is written to the history is what `useSearchParams` gives.
vi.mock('next/navigation', () => ({
  useRouter: () => ({ push: (address: string) => window.history.pushState(null, '', address) }),
  useSearchParams: () => new URLSearchParams(useSyncExternalStore(followAddress, () => window.location.search)),
}))

const addressFollowers = new Set<() => void>()
function followAddress(listener: () => void) {
  addressFollowers.add(listener)
  return () => addressFollowers.delete(listener)
}

/** The names of rows whose cells were made, as often as they were. */
const drawn: string[] = []
const nameCell = ({ name }: PodRow) => {
  drawn.push(name)
  return { content: name }
}

const columns: readonly Column<PodRow>[] = [
  { column: 'name', header: 'Name', width: 'w-64', card: 'title', cell: nameCell },
  { column: 'status', header: 'Status', width: 'w-40', cell: (row) => ({ content: row.status }) },
  { column: 'restarts', header: 'Restarts', width: 'w-24', align: 'right', cell: (row) => ({ content: row.restarts }) },
]

const pod = (name: string, restarts = 0) =>
  ({ key: name, namespace: 'shop', name, status: 'Running', restarts }) as Row as PodRow

function tableOf(rows: readonly PodRow[], total = rows.length): ListTable<PodRow> {
  return {
    state: 'ready',
    pending: false,
    problem: null,
    offset: 0,
    keys: rows.map(({ key }) => key),
    total,
    matched: rows.length,
    facets: { status: { Running: total, Pending: 0 } },
    freshness: { pods: { state: 'live', since: 0 } },
    rowAt: (index) => rows[index],
  }
}

function Page({ table }: { table: ListTable<PodRow> }) {
  const query = useListQuery(podsShape)
  return (
    <List
      cluster="kind"
      view="pods"
      shape={podsShape}
      columns={columns}
      table={table}
      query={query}
      connection={{ state: 'live', since: 0 }}
      noun={{ one: 'pod', many: 'pods' }}
      nameOf={(row) => row.name}
      targetOf={({ namespace, name }) => ({ resource: 'pod', namespace, name })}
      addressOf={addressOf}
    />
  )
}

const addressOf = ({ namespace, name }: PodRow) => `/kind/pods/${namespace}/${name}`

const names = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .slice(1)
    .map((line) => within(line).getAllByRole('gridcell')[1]?.textContent)
const query = () => new URLSearchParams(window.location.search)

beforeEach(() => {
  vi.useFakeTimers()
  window.history.replaceState(null, '', '/kind/pods')
  for (const step of ['pushState', 'replaceState'] as const) {
    const original = window.history[step].bind(window.history)
    vi.spyOn(window.history, step).mockImplementation((...args) => {
      original(...args)
      for (const listener of addressFollowers) listener()
    })
  }
  // No layout here: every element is as high as a screen.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('a header sorts by its column, then turns it round, then returns to the order of the view', () => {
  render(<Page table={tableOf([pod('a'), pod('b')])} />)
  const header = () => screen.getByRole('columnheader', { name: 'Restarts' })
  const press = () => fireEvent.click(within(header()).getByRole('button'))
  const seen = [0, 1, 2].map(() => {
    press()
    return [query().get('sort'), header().getAttribute('aria-sort')]
  })
  expect(seen).toEqual([
    ['restarts', 'ascending'],
    ['-restarts', 'descending'],
    [null, 'none'],
  ])
})

test('what is typed becomes the question when the fingers pause', () => {
  render(<Page table={tableOf([pod('a')])} />)
  const field = screen.getByRole('searchbox', { name: 'Filter pods' })
  fireEvent.change(field, { target: { value: 'we' } })
  fireEvent.change(field, { target: { value: 'Web' } })
  expect(query().get('q')).toBe(null)
  act(() => {
    vi.advanceTimersByTime(80)
  })
  expect(query().get('q')).toBe('Web')
  expect((field as HTMLInputElement).value).toBe('Web')
})

test('a facet narrows the question and says that it is picked', () => {
  render(<Page table={tableOf([pod('a')])} />)
  const facet = () => screen.getByRole('button', { name: /Running/ })
  fireEvent.click(facet())
  expect(query().getAll('facet.status')).toEqual(['Running'])
  expect(facet().getAttribute('aria-pressed')).toBe('true')
  fireEvent.click(facet())
  expect(query().getAll('facet.status')).toEqual([])
})

test('the count is shown of total', () => {
  render(<Page table={tableOf([pod('a'), pod('b')], 1200)} />)
  expect(screen.getByText('2 of 1,200 pods')).toBeTruthy()
})

test('without any pods it names the namespaces that are empty', () => {
  window.history.replaceState(null, '', '/kind/pods?namespace=shop')
  render(<Page table={tableOf([])} />)
  expect(screen.getByText('No pods in shop')).toBeTruthy()
})

const inCart = {
  state: 'live',
  since: 0,
  coverage: { namespaces: ['cart', 'checkout'], refused: [], omitted: 0 },
} as const

test('what may not be read is not called empty', () => {
  window.history.replaceState(null, '', '/kind/pods?namespace=shop')
  render(<Page table={{ ...tableOf([]), freshness: { pods: inCart } }} />)
  expect(screen.getByText('You may not list pods in shop')).toBeTruthy()
  expect(screen.getByText('kubectl auth can-i list pods -n shop')).toBeTruthy()
  expect(screen.queryByText(/^No pods/)).toBeNull()
})

test('where not all namespaces may be read, emptiness is said of those that may', () => {
  render(<Page table={{ ...tableOf([]), freshness: { pods: inCart } }} />)
  expect(screen.getByText('No pods in cart and checkout')).toBeTruthy()
})

test('over rows stands what they are without, in one line for all types that may not be listed', () => {
  window.history.replaceState(null, '', '/kind/pods?namespace=cart&namespace=shop')
  const hidden = (type: string) => ({
    state: 'forbidden' as const,
    since: 0,
    problem: { code: 'not-permitted', sentence: `You may not list ${type}.`, detail: null },
  })
  const freshness = { pods: inCart, nodes: hidden('nodes'), 'jobs.batch': hidden('jobs.batch') }
  render(<Page table={{ ...tableOf([pod('a')]), freshness }} />)
  const notices = screen.getAllByRole('status').map(({ textContent }) => textContent)
  expect(notices).toContain(
    'These pods are without namespace shop: the right to list them there is missing.These pods tell nothing of jobs.batch, nodes: you may not list them.',
  )
})

test('when nothing matches, the filter can be cleared and the namespace stays', () => {
  window.history.replaceState(null, '', '/kind/pods?namespace=shop&q=nope&facet.status=Running')
  render(<Page table={tableOf([], 7)} />)
  expect(screen.getByText('Nothing matches')).toBeTruthy()
  fireEvent.click(screen.getAllByRole('button', { name: 'Clear filter' })[0] as HTMLElement)
  expect(window.location.search).toBe('?namespace=shop')
})

test('an address that makes no question says what is wrong with it', () => {
  window.history.replaceState(null, '', '/kind/pods?sort=colour')
  render(<Page table={tableOf([pod('a')])} />)
  expect(screen.getByText(/no sort key "colour"/)).toBeTruthy()
})

test('while the pointer is on the list lines stay, cells go on, and a pill tells how many wait', () => {
  const { rerender } = render(<Page table={tableOf([pod('a'), pod('b'), pod('c')])} />)
  fireEvent.pointerOver(screen.getByRole('grid'), { pointerType: 'mouse' })
  rerender(<Page table={tableOf([pod('c'), pod('a', 5), pod('b')])} />)
  expect(names()).toEqual(['a', 'b', 'c'])
  expect(screen.getByText('5')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '1 update' }))
  expect(names()).toEqual(['c', 'a', 'b'])
  rerender(<Page table={tableOf([pod('b'), pod('c'), pod('a', 5)])} />)
  expect(names()).toEqual(['c', 'a', 'b'])
  fireEvent.pointerOut(screen.getByRole('grid'), { pointerType: 'mouse', relatedTarget: document.body })
  expect(names()).toEqual(['b', 'c', 'a'])
})

test('what was held for one question is not kept for the next', () => {
  const { rerender } = render(<Page table={tableOf([pod('a'), pod('b')])} />)
  fireEvent.pointerOver(screen.getByRole('grid'), { pointerType: 'mouse' })
  fireEvent.click(within(screen.getByRole('columnheader', { name: 'Restarts' })).getByRole('button'))
  rerender(<Page table={{ ...tableOf([pod('a'), pod('b')]), pending: true }} />)
  rerender(<Page table={tableOf([pod('b'), pod('a')])} />)
  expect(names()).toEqual(['b', 'a'])
})

test('j, k and the arrows move along the lines, x chooses, Enter opens, Esc steps back', () => {
  render(<Page table={tableOf([pod('a'), pod('b'), pod('c')])} />)
  const grid = screen.getByRole('grid')
  const press = (key: string) => fireEvent.keyDown(grid, { key })
  const active = () => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent
  press('j')
  press('ArrowDown')
  press('j')
  press('k')
  expect(active()).toContain('b')
  press('x')
  expect(screen.getByRole('row', { selected: true }).textContent).toContain('b')
  press('Enter')
  expect(query().get('row')).toBe('b')
  expect(screen.getByRole('complementary', { name: 'Details of b' })).toBeTruthy()
  press('Escape')
  expect(query().get('row')).toBe(null)
  press('Escape')
  expect(screen.queryByRole('row', { selected: true })).toBe(null)
})

test('what changed in one row draws that line and no other', () => {
  const [a, b, c] = [pod('a'), pod('b'), pod('c')]
  const { rerender } = render(<Page table={tableOf([a, b, c])} />)
  drawn.length = 0
  rerender(<Page table={tableOf([a, pod('b', 3), c])} />)
  expect([...new Set(drawn)]).toEqual(['b'])
})

test("a row's name leads to its page, and to another tab where that is asked for", () => {
  render(<Page table={tableOf([pod('a'), pod('b')])} />)
  const link = screen.getByRole('link', { name: 'b' })
  expect(link.getAttribute('href')).toBe('/kind/pods/shop/b')
  expect(link.tabIndex).toBe(-1)
  // Whether the browser goes on with it by itself.
  expect(fireEvent.click(link, { ctrlKey: true })).toBe(true)
  expect(query().get('row')).toBe(null)
  expect(fireEvent.click(link)).toBe(false)
  expect(window.location.pathname).toBe('/kind/pods/shop/b')
})

test('Enter on the line that is open goes to its page', () => {
  render(<Page table={tableOf([pod('a'), pod('b')])} />)
  const press = (key: string) => fireEvent.keyDown(screen.getByRole('grid'), { key })
  press('j')
  press('Enter')
  expect(window.location.pathname).toBe('/kind/pods')
  expect(screen.getByRole('link', { name: 'Open' }).getAttribute('href')).toBe('/kind/pods/shop/a')
  press('Enter')
  expect(window.location.pathname).toBe('/kind/pods/shop/a')
})

test('a cell that changed flashes, the others do not, and it flashes anew when it changes again', () => {
  const { rerender } = render(<Page table={tableOf([pod('a')])} />)
  const flashing = () => [...screen.getByRole('grid').querySelectorAll('[class*=animate-flash]')]
  rerender(<Page table={tableOf([pod('a', 1)])} />)
  expect(flashing().map((cell) => cell.textContent)).toEqual(['1'])
  const first = flashing().map((cell) => cell.className)
  rerender(<Page table={tableOf([pod('a', 2)])} />)
  expect(flashing().map((cell) => cell.textContent)).toEqual(['2'])
  expect(flashing().map((cell) => cell.className)).not.toEqual(first)
})
