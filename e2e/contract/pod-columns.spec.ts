import { expect, test } from '@playwright/test'
import { kinds } from '@/lib/kube/kinds/all'
import { collections, create, inNamespace, patch, remove, table } from './api'
import { askAll } from './dashboard'
import { oddPods } from './odd-pods'
import { readTwice } from './wire'
import { makeNamespace } from './witness'

type Columns = Readonly<Record<string, string>>

/** READY, STATUS and RESTARTS by namespace/name, as the API server prints them. */
async function printed(path: string): Promise<Columns> {
  const { columnDefinitions, rows } = await table(path)
  const [ready, status, restarts] = ['Ready', 'Status', 'Restarts'].map((name) =>
    columnDefinitions.findIndex((column) => column.name === name),
  )
  return Object.fromEntries(
    rows.map(({ cells, object: { metadata } }) => [
      `${metadata.namespace}/${metadata.name}`,
      // RESTARTS says `3 (5m ago)`.
      `${cells[ready ?? -1]} ${cells[status ?? -1]} ${Number.parseInt(String(cells[restarts ?? -1]), 10)}`,
    ]),
  )
}

async function shown(namespace?: string): Promise<Columns> {
  const rows = await askAll('pods', namespace === undefined ? {} : { namespace })
  return Object.fromEntries(
    rows.map((row) => [
      `${row.namespace}/${row.name}`,
      `${row.readyContainers}/${row.containers} ${row.status} ${row.restarts}`,
    ]),
  )
}

/** Pods whose columns differ, with both texts. */
async function differences(path: string, namespace?: string): Promise<readonly string[]> {
  const [expected, actual] = await Promise.all([printed(path), shown(namespace)])
  return [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    .filter((name) => expected[name] !== actual[name])
    .map((name) => `${name}: kubectl prints ${expected[name]}, shown is ${actual[name]}`)
}

test('STATUS, READY and RESTARTS of every pod are what kubectl prints', async () => {
  expect(Object.keys(await printed(collections.pods)).length).toBeGreaterThan(100)
  await expect.poll(() => differences(collections.pods), { timeout: 30_000, intervals: [50] }).toEqual([])
})

test.describe('odd pods', () => {
  let namespace: string
  const seed = 20_261_124
  const pods = oddPods(seed)
  const path = (...rest: string[]) => inNamespace('pods', namespace, ...rest)

  test.beforeAll(async () => {
    test.setTimeout(120_000)
    namespace = await makeNamespace('odd-pods')
    await eachOf(pods, async ({ manifest, status, deleted }) => {
      const { name } = manifest.metadata
      await create(path(), manifest)
      await patch(path(name, 'status'), { status })
      if (deleted) await remove(path(name))
    })
  })

  test.afterAll(async () => {
    await eachOf(pods, async ({ manifest: { metadata }, deleted }) => {
      if (!deleted) await remove(path(metadata.name))
      else await patch(path(metadata.name), { metadata: { finalizers: null } })
    })
    await remove(`${collections.namespaces}/${namespace}`)
  })

  test(`are shown as kubectl prints them (seed ${seed})`, async () => {
    await expect.poll(async () => Object.keys(await shown(namespace)).length).toBe(pods.length)
    await expect.poll(() => differences(path(), namespace), { timeout: 15_000, intervals: [100] }).toEqual([])
  })

  test('are the same objects whether they come as protobuf or as JSON', async () => {
    const { json, preferred } = await readTwice(kinds.pods)
    expect(json.objects.length).toBeGreaterThan(pods.length)
    expect(preferred.objects).toEqual(json.objects)
  })
})

/** A few at a time. */
async function eachOf<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const item of rest) await act(item)
    }),
  )
}
