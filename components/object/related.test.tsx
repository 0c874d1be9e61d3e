// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FromHub } from '@/components/live/protocol'
import { LiveContext } from '@/components/live/provider'
import { createSession } from '@/components/live/session'
import { createTestClock } from '@/components/live/test-clock'
import { createTestPage } from '@/components/live/test-page'
import { createTicker } from '@/components/live/ticker'
import { ShownObjectContext } from '@/components/ui/object/shown-object'
import type { FreshnessByType } from '@/lib/live/freshness'
import { selectionPath } from '@/lib/live/selection-path'
import { adviceQuestion } from '@/lib/objects/advice-question'
import { describeWorkload } from '@/lib/objects/details/workload'
import { relatedQuestion } from '@/lib/objects/related-question'
import { relatedShape } from '@/lib/views/related'
import type { Row } from '@/lib/views/view'
import { AdviceList } from './advice'
import { Related } from './related'

vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams() }))

const clock = createTestClock(1_000_000)
let page: ReturnType<typeof createTestPage>
let receive: (message: FromHub) => void

beforeEach(() => {
  page = createTestPage()
})
afterEach(cleanup)

const deployment = {
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    template: {
      spec: { containers: [{ name: 'main', envFrom: [{ secretRef: { name: 'db' } }] }], serviceAccountName: 'web' },
    },
  },
}

function show(gone = false) {
  const open = (onMessage: (message: FromHub) => void) => {
    receive = onMessage
    return { send: () => undefined, close: () => undefined }
  }
  const session = createSession(open, clock, page)
  const ticker = createTicker(clock, page, () => 0)
  const detail = describeWorkload('Deployment', deployment, { standing: null, revisions: [], jobs: [] })
  render(
    <LiveContext value={{ session, ticker, renderedAt: 1_000_000 }}>
      <ShownObjectContext value={{ cluster: 'kind', uid: 'u1', detail, yaml: '', row: undefined, gone }}>
        <Related />
        <AdviceList />
      </ShownObjectContext>
    </LiveContext>,
  )
}

const paths = {
  related: selectionPath('kind', 'related', relatedQuestion('shop', { kind: 'Deployment', name: 'web' }, [])),
  advice: selectionPath('kind', 'advice', adviceQuestion('Deployment', 'shop', 'web')),
}
const live = Object.fromEntries(relatedShape.primary.map((type) => [type, { state: 'live', since: 0 } as const]))

/** What the server answers to one of the two questions. */
const tell = (view: keyof typeof paths, rows: readonly Row[], freshness: FreshnessByType = live) =>
  act(async () => {
    const message = {
      type: 'snapshot',
      selection: view,
      version: 1,
      offset: 0,
      keys: rows.map(({ key }) => key),
      rows,
      total: rows.length,
      matched: rows.length,
      facets: {},
      freshness,
    } as const
    receive({ type: 'table', path: paths[view], message })
    page.frame()
  })

const service = {
  key: 'u1 Service/web',
  namespace: 'shop',
  subject: 'Deployment/web',
  relation: 'selects',
  kind: 'Service',
  name: 'web',
  health: null,
  state: '',
  words: 'ClusterIP, 80',
  ready: 1,
  total: 3,
  via: null,
  pod: null,
}
const related = () => within(screen.getByRole('region', { name: 'Related' }))

test('what its spec names stands there at once, what the cluster tells of it comes in', async () => {
  show()
  expect(related().getByText('db')).toBeDefined()
  expect(related().getByText('Loading what selects it')).toBeDefined()
  await tell('related', [service])
  expect(related().getByText('1 of 3 endpoints ready')).toBeDefined()
  expect(related().getByText('No Ingress, autoscaler, disruption budget or network policy.')).toBeDefined()
})

test('of a type that may not be read nothing is said but why', async () => {
  show()
  const sentence = 'sam may not list services: ask for a Role.'
  const forbidden = { state: 'forbidden', since: 0, problem: { code: 'forbidden', sentence, detail: null } } as const
  await tell('related', [], { ...live, services: forbidden })
  expect(related().getByText(sentence)).toBeDefined()
  expect(related().getByText('No Ingress, autoscaler, disruption budget or network policy.')).toBeDefined()
})

test('of a workload that is gone only what it referred to is left', async () => {
  show(true)
  await tell('related', [service])
  expect(related().getByText('db')).toBeDefined()
  expect(related().queryByText(/endpoint|^No /)).toBeNull()
})

const remark = (code: string, muted: boolean) => ({
  key: `u1 ${code}`,
  namespace: 'shop',
  kind: 'Deployment',
  name: 'web',
  code,
  sentence: `${code} is so.`,
  why: 'It matters.',
  field: 'spec.replicas',
  muted,
})

test('advice counts what is not muted, and leads to the field', async () => {
  show()
  expect(screen.queryByRole('region', { name: /Advice/ })).toBeNull()
  await tell('advice', [remark('single-replica', false), remark('latest-tag', true)])
  const advice = within(screen.getByRole('region', { name: 'Advice · 1' }))
  expect(advice.getByText('single-replica is so.')).toBeDefined()
  expect(advice.queryByText('latest-tag is so.')).toBeNull()
  expect(advice.getByText('quarterdeck.dev/mute-advice').parentElement?.textContent).toBe(
    '1 muted by quarterdeck.dev/mute-advice',
  )
  const link = advice.getByRole('link', { name: 'spec.replicas' })
  expect(link.getAttribute('href')).toBe('/kind/workloads/shop/deployment/web?tab=yaml&field=spec.replicas')
  fireEvent.click(link)
  expect(window.location.search).toBe('?field=spec.replicas&tab=yaml')
})
