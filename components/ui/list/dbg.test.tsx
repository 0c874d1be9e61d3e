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
  useSearchParams: () => new URLSearchParams(useSyncExternalStore(followAddress, () => window.location.search)),
}))

const addressFollowers = new Set<() => void>()
function followAddress(listener: () => void) {
  addressFollowers.add(listener)
  return () => addressFollowers.delete(listener)
}

const columns: readonly Column<PodRow>[] = [
  { column: 'name', header: 'Name', width: 'w-64', card: 'title', render: (row) => row.name },
  { column: 'status', header: 'Status', width: 'w-40', render: (row) => row.status },
  { column: 'restarts', header: 'Restarts', width: 'w-24', align: 'right', render: (row) => row.restarts },
]

const pod = (name: string, restarts = 0) =>
  ({ key: name, namespace: 'shop', name, status: 'Running', restarts }) as Row as PodRow

function tableOf(rows: readonly PodRow[], total = rows.length): ListTable<PodRow> {
  return {
    state: 'ready',
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
    />
  )
}

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
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(800)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.useRealTimers()
})


test('dbg', () => {
  render(<Page table={tableOf([pod('a'), pod('b')])} />)
  const g = screen.getByRole('grid')
  console.log(g.offsetHeight, g.offsetWidth, g.ownerDocument.defaultView === window, g.outerHTML.slice(0, 1500))
})
