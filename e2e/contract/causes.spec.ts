import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { running } from '@/e2e/target/running'
import { collections, get, patch, remove } from './api'
import { cases } from './causes/all'
import type { Case } from './causes/case'
import { faults } from './causes/faults'
import { type Place, placeAt } from './causes/place'
import { askAll } from './dashboard'
import { makeNamespace } from './witness'

const { target } = running()
const isDemo = target === 'demo'
/** Of most: a busy machine delays a few. What each took is printed. */
const usualMs = 2_000
/** Of those that are made at once. */
const width = 4

interface Made {
  readonly name: string
  /** `Kind/name` of the subject, and the cause. */
  readonly line: string
  readonly place: Place
  /** When the API server showed the state, and when the problems view named the cause; ms. */
  shown: number | undefined
  told: number | undefined
  failure: string
}

/** All causes at once: they are independent of each other, and so are seen not to disturb each other either. */
test('each cause is told, most within two seconds of the state that makes them, and nothing else is', async () => {
  test.setTimeout(120_000)
  const suffix = randomBytes(3).toString('hex')
  const shared = await makeNamespace('causes')
  const wanted = cases.filter(({ only, old }) => (only === undefined || only === target) && (isDemo || old !== true))
  const made = await Promise.all(wanted.map((one) => place(one, shared, suffix)))
  const watching = watch(made)
  try {
    await makeOld(wanted, made)
    await concurrently(wanted, (one, index) => (one.old === true ? undefined : make(one, made[index])))
    await expect
      .poll(() => made.filter(({ told, failure }) => told === undefined && failure === '').length, { timeout: 6_000 })
      .toBe(0)
      .catch(() => undefined)
  } finally {
    await watching.end()
    await clear(made, shared)
  }
  console.log(summaryOf(made))
  const untold = made.filter(({ told }) => told === undefined)
  expect.soft(untold.map(({ line, failure }) => `${line}: ${failure || 'not told'}`)).toEqual([])
  const late = made.filter(({ shown = 0, told = 0 }) => told - shown > usualMs)
  expect.soft(late.length, late.map(({ line }) => line).join()).toBeLessThan(made.length / 10)
  expect(watching.strangers(), 'nothing but what was made').toEqual([])
})

async function place({ cause, apart, subject }: Case, shared: string, suffix: string): Promise<Made> {
  const namespace = apart === true ? await makeNamespace(cause) : shared
  const at = placeAt(namespace, cause, `${cause}-${suffix}`)
  const line = `${subject?.(at) ?? `Pod/${cause}`}: ${cause}`
  return { name: cause, line, place: at, shown: undefined, told: undefined, failure: '' }
}

async function make(one: Case, made: Made | undefined): Promise<void> {
  if (made === undefined) return
  try {
    await one.make(made.place)
  } catch (error) {
    made.failure = String(error).slice(0, 300)
  }
  made.shown = Date.now()
}

/** What counts only after minutes is made an hour ago. */
async function makeOld(wanted: readonly Case[], made: readonly Made[]): Promise<void> {
  if (!isDemo) return
  await faults({ fault: 'clock-skew', offset: -3600 })
  try {
    await concurrently(wanted, (one, index) => (one.old === true ? make(one, made[index]) : undefined))
  } finally {
    await faults({ fault: 'heal' })
  }
}

async function concurrently(wanted: readonly Case[], act: (one: Case, index: number) => Promise<void> | undefined) {
  const waiting = [...wanted.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next[1], next[0])
  }
  await Promise.all(Array.from({ length: width }, work))
}

/** Asks the view again and again, and notes when each line is there first. */
function watch(made: readonly Made[]) {
  let strangers: string[] = []
  let over = false
  const namespaces = new Set(made.map(({ place }) => place.namespace))
  const globals = new Set(made.map(({ place }) => place.global))
  const isOurs = (namespace: string, name: string) =>
    namespaces.has(namespace) || globals.has(name) || namespaces.has(name)
  const look = async () => {
    while (!over) {
      // An answer is of an instant after its question; what asking takes is not the dashboard's.
      const asked = Date.now()
      const others: string[] = []
      for (const { namespace, kind, name, cause } of await askAll('problems')) {
        const line = `${kind}/${name}: ${cause}`
        const one = made.find((it) => it.line === line && (namespace === '' || it.place.namespace === namespace))
        if (one !== undefined) one.told ??= asked
        else if (isOurs(String(namespace), String(name))) others.push(line)
      }
      // On its way a case may pass through another cause; what is told in the end counts.
      strangers = others
      // Asking without a pause would take from the dashboard the time that is measured.
      await delay(100)
    }
  }
  const looking = look()
  return {
    async end() {
      over = true
      await looking
    },
    strangers: () => strangers,
  }
}

/** Finalizers would keep their objects for ever. */
async function clear(made: readonly Made[], shared: string): Promise<void> {
  if (isDemo) await faults({ fault: 'heal' })
  await release('/api/v1/namespaces/', 'pods')
  await release('/api/v1/namespaces/', 'configmaps')
  for (const namespace of new Set([shared, ...made.map(({ place }) => place.namespace)]))
    await remove(`${collections.namespaces}/${namespace}`)
  const nodes = new Set(made.map(({ place }) => place.global))
  const { items } = (await get(collections.nodes)) as { items: readonly { metadata: { name: string } }[] }
  for (const { metadata } of items) if (nodes.has(metadata.name)) await remove(`${collections.nodes}/${metadata.name}`)

  async function release(root: string, resource: string) {
    for (const namespace of new Set(made.map(({ place }) => place.namespace))) {
      const path = `${root}${namespace}/${resource}`
      const answer = (await get(path)) as {
        items: readonly { metadata: { name: string; finalizers?: readonly string[] } }[]
      }
      for (const { metadata } of answer.items)
        if (metadata.finalizers?.some((finalizer) => finalizer.startsWith('example.com/')))
          await patch(`${path}/${metadata.name}`, { metadata: { finalizers: null } })
    }
  }
}

function summaryOf(made: readonly Made[]): string {
  const waits = made.map(({ shown = 0, told = 0 }) => Math.max(0, told - shown)).sort((a, b) => a - b)
  return `${made.length} causes, told after ${waits[Math.floor(waits.length / 2)]} ms at the median, ${waits.at(-1)} ms at most`
}
