import { expect, type Page, test } from '@playwright/test'
import type { Fault } from '@/e2e/target/faults'
import { contexts, running } from '@/e2e/target/running'
import { disagreements } from './agreement'
import { ask } from './dashboard'
import { gate } from './gate'
import { freshnessButton } from './page'
import { callWitnesses, type Witnesses, type WitnessView } from './witness'

const isDemo = running().target === 'demo'
const silenceSeconds = isDemo ? 20 : 90

interface Trouble {
  readonly name: string
  readonly begin: () => Promise<unknown>
  readonly heal: () => Promise<unknown>
  /** A page that shows the type; the type, and what its freshness comes to. Left out: nothing may be seen of it. */
  readonly seen?: { readonly page: string; readonly type: string; readonly state: string; readonly code: string }
  /** Views that go on as if nothing were. */
  readonly moving: readonly WitnessView[]
  /** Whether the API server can be written to meanwhile, past the gate. */
  readonly answers?: boolean
  readonly seconds?: number
}

const at = (fault: Fault) => ({ begin: () => gate.begin(fault), heal: gate.heal })
const pods = (code: string) => ({ page: 'pods', type: 'pods', state: 'stale', code })

const troubles: readonly Trouble[] = [
  { name: 'open watches are reset', ...at({ fault: 'reset' }), moving: ['pods', 'workloads'] },
  { name: 'every watch is expired', ...at({ fault: 'expire' }), moving: ['pods', 'workloads'] },
  { name: 'everything is throttled', ...at({ fault: 'throttle' }), seen: pods('throttled'), moving: [] },
  {
    name: 'deployments are forbidden',
    ...at({ fault: 'forbid', resource: 'deployments.apps' }),
    seen: { page: 'workloads', type: 'deployments.apps', state: 'forbidden', code: 'forbidden' },
    moving: ['pods'],
  },
  {
    name: 'pods fail',
    ...at({ fault: 'fail', resource: 'pods' }),
    seen: pods('server'),
    moving: ['workloads'],
  },
  {
    name: `the network is silent for ${silenceSeconds} s`,
    ...at({ fault: 'silence' }),
    seen: pods('no-answer'),
    moving: [],
    seconds: silenceSeconds,
  },
  {
    name: 'the API server is killed and comes back',
    begin: gate.stopApiServer,
    heal: gate.startApiServer,
    seen: pods('connection-lost'),
    moving: [],
    answers: false,
  },
]

const words: Readonly<Record<string, RegExp>> = { stale: /^Stale since/, forbidden: /^Forbidden/ }

let witnesses: Witnesses | undefined

test.beforeEach(async () => {
  witnesses = await callWitnesses()
  await witnesses.bear()
  await agree(20_000)
})

test.afterEach(async () => {
  await gate.heal()
  await gate.startApiServer()
  await witnesses?.dismiss()
})

for (const { name, begin, heal, seen, moving, answers = true, seconds = 0 } of troubles)
  test(`when ${name}, the page says so, the rest goes on, and healing brings all back`, async ({ page }) => {
    test.setTimeout(60_000 + seconds * 1000)
    await page.goto(`/${contexts.main}/${seen?.page ?? 'pods'}`)
    await expect(freshnessButton(page)).toHaveAccessibleName(/^Live/)
    const began = Date.now()
    await begin()
    if (answers) await witnesses?.bear()
    await expectSeen(page, seen)
    for (const view of moving)
      await expect
        .poll(() => witnesses?.shown(view), { timeout: 5_000, intervals: [50] })
        .toEqual(witnesses?.expected(view))
    await expect.poll(() => Date.now() - began, { timeout: seconds * 1000 + 5_000 }).toBeGreaterThan(seconds * 1000)
    await heal()
    await agree(5_000)
    await expect(freshnessButton(page)).toHaveAccessibleName(/^Live/)
  })

test('a server that expires every watch is not asked without rest', async () => {
  await gate.begin({ fault: 'expire' })
  const before = (await gate.counts())['list pods'] ?? 0
  const began = Date.now()
  await expect.poll(() => Date.now() - began).toBeGreaterThan(4_000)
  expect(((await gate.counts())['list pods'] ?? 0) - before).toBeLessThan(12)
})

/** Every view equals a fresh LIST, at some moment within `timeout` ms. */
async function agree(timeout: number): Promise<void> {
  await expect.poll(disagreements, { timeout, intervals: [20] }).toEqual([])
}

async function expectSeen(page: Page, seen: Trouble['seen']): Promise<void> {
  if (seen === undefined) return
  const { page: view, type, state, code } = seen
  const told = async () => {
    const freshness = (await ask(view)).freshness[type]
    return [freshness?.state, freshness?.problem?.code, freshness?.problem?.sentence.at(-1)]
  }
  await expect.poll(told, { timeout: 15_000, intervals: [50] }).toEqual([state, code, '.'])
  await expect(freshnessButton(page)).toHaveAccessibleName(words[state] ?? /never/)
}
