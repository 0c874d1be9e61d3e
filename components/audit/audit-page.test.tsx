// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { AuditAct } from '@/lib/audit/audit-record'
import { AuditPage, type AuditPageProps } from './audit-page'

const pushed: string[] = []
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: (address: string) => pushed.push(address) }) }))

afterEach(() => {
  cleanup()
  pushed.length = 0
})

const act: AuditAct = {
  sequence: 17,
  at: Date.UTC(2026, 10, 24, 14, 2, 5),
  kind: 'intent',
  intent: null,
  person: 'ada',
  groups: ['sre'],
  provider: 'oidc',
  through: 'deputy',
  verb: 'delete',
  cluster: 'prod',
  resource: 'pods',
  namespace: 'shop',
  name: 'web-0',
  uid: 'u-1',
  outcome: 'done',
  problem: null,
  reason: 'It hangs.',
  address: '192.0.2.7',
  request: null,
  endedAt: null,
  settled: false,
}

const draw = (over: Partial<AuditPageProps> = {}) =>
  render(
    <AuditPage
      person="ada"
      seesEveryone={false}
      clusters={['prod']}
      question={{}}
      result={{ acts: [act], next: null }}
      open={0}
      {...over}
    />,
  )

const problem = (code: string) => ({ problem: { code, sentence: `Because of ${code}.`, detail: null } })

test('a line says when, who, what, where and how it ended', () => {
  draw()
  const line = within(screen.getByRole('list', { name: 'Acts, newest first' })).getByRole('listitem')
  for (const words of ['2026-11-24 14:02:05', 'ada', 'deleted pods web-0', 'It hangs.', 'prod / shop', 'Done'])
    expect(line.querySelector('summary')?.textContent).toContain(words)
})

test('an act whose outcome is unknown says so, and why', () => {
  draw({ result: { acts: [{ ...act, outcome: 'unknown' }], next: null } })
  expect(screen.getAllByText(/outcome unknown/i).length).toBeGreaterThan(0)
  expect(screen.getByText(/cut off before it could record/)).toBeTruthy()
})

test('an act that was settled by looking does not ask to look', () => {
  draw({ result: { acts: [{ ...act, outcome: 'unknown', settled: true, endedAt: act.at }], next: null } })
  expect(screen.queryByText(/cut off before/)).toBeNull()
  expect(screen.getByText('Found out later')).toBeTruthy()
})

test('the address of a record opens that record alone on top', () => {
  draw({ open: 17 })
  expect(screen.getByRole('link', { name: '17' }).getAttribute('href')).toBe('/audit?before=18&open=17')
  expect(document.querySelector('details')?.open).toBe(true)
})

test('pages and exports carry the filters; exports start at the newest', () => {
  draw({ question: { verb: 'delete', before: 40 }, result: { acts: [act], next: 17 } })
  const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href')
  expect(hrefOf('Older')).toBe('/audit?verb=delete&before=17')
  expect(hrefOf('Newest')).toBe('/audit?verb=delete')
  expect(hrefOf('CSV')).toBe('/api/audit?verb=delete&format=csv')
  expect(hrefOf('JSON Lines')).toBe('/api/audit?verb=delete&format=jsonl')
})

test('what is chosen and typed becomes the address, without what is empty', () => {
  draw({ seesEveryone: true })
  fireEvent.change(screen.getByLabelText('Person'), { target: { value: 'bob' } })
  fireEvent.change(screen.getByLabelText('Outcome'), { target: { value: 'refused' } })
  fireEvent.submit(screen.getByRole('form', { name: 'Filter' }))
  expect(pushed.at(-1)).toBe('/audit?person=bob&outcome=refused')
})

test('only who sees everyone’s acts filters by person', () => {
  draw()
  expect(screen.queryByLabelText('Person')).toBeNull()
  expect(screen.getByText(/What ada did/)).toBeTruthy()
})

test.each([
  ['an empty ledger', { result: { acts: [], next: null } }, 'Nothing is on record yet'],
  [
    'a filter that lets nothing through',
    { question: { verb: 'get' }, result: { acts: [], next: null } },
    'Nothing matches',
  ],
  [
    'the last page, left empty',
    { question: { before: 1 }, result: { acts: [], next: null } },
    'Nothing is on record yet',
  ],
  ['a database that is down', { result: problem('database-unreachable') }, 'The records can’t be read now'],
  ['a viewer of a shared link', { result: problem('forbidden') }, 'No records for you here'],
  ['a wrong question', { result: problem('bad-instant') }, 'This can’t be asked'],
] satisfies [string, Partial<AuditPageProps>, string][])('%s has a page of its own', (_what, over, title) => {
  draw(over)
  expect(within(screen.getByRole('status')).getByText(title)).toBeTruthy()
  expect(screen.queryByRole('link', { name: 'CSV' })).toBeNull()
})
