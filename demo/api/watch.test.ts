import { expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

const watching = '/api/v1/pods?watch=1&allowWatchBookmarks=true'

function touch({ cluster: { store } }: Rig, labels: Record<string, string> = { touched: 'yes' }): string {
  const [pod] = store.pods.values()
  if (pod === undefined) throw new Error('The world is empty.')
  const written = store.pods.update({
    ...pod,
    metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, ...labels } },
  })
  return written?.metadata.resourceVersion ?? ''
}

test('a watch resumes after its version and follows every change', async () => {
  await using rig = await openRig()
  const version = rig.cluster.store.version()
  const first = touch(rig)
  const watch = await rig.watch(`${watching}&resourceVersion=${version}`)
  expect(await watch.next()).toMatchObject({ type: 'MODIFIED', object: { metadata: { resourceVersion: first } } })
  const second = touch(rig)
  expect(await watch.next()).toMatchObject({ type: 'MODIFIED', object: { metadata: { resourceVersion: second } } })
})

test('initial events end with the annotated bookmark, and changes follow it', async () => {
  await using rig = await openRig()
  const version = String(rig.cluster.store.version())
  const watch = await rig.watch(`${watching}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`)
  for (let at = 0; at < 120; at++) expect((await watch.next())?.type).toBe('ADDED')
  expect(await watch.next()).toMatchObject({
    type: 'BOOKMARK',
    object: { metadata: { resourceVersion: version, annotations: { 'k8s.io/initial-events-end': 'true' } } },
  })
  const next = touch(rig)
  expect(await watch.next()).toMatchObject({ type: 'MODIFIED', object: { metadata: { resourceVersion: next } } })
})

test('a version older than the window is an ERROR in the stream, then the end', async () => {
  await using rig = await openRig()
  touch(rig)
  rig.cluster.store.compact()
  const watch = await rig.watch(`${watching}&resourceVersion=5`)
  const oldest = rig.cluster.store.version()
  expect(await watch.next()).toMatchObject({
    type: 'ERROR',
    object: { code: 410, reason: 'Expired', message: `too old resource version: 5 (${oldest})` },
  })
  expect(await watch.next()).toBeUndefined()
})

test('the window slides: what has been pushed out of it has expired', async () => {
  await using rig = await openRig({ windowLimit: 10 })
  const version = rig.cluster.store.version()
  for (let at = 0; at < 25; at++) touch(rig)
  const old = await rig.watch(`${watching}&resourceVersion=${version}`)
  expect((await old.next())?.object.code).toBe(410)
  const recent = await rig.watch(`${watching}&resourceVersion=${rig.cluster.store.version() - 5}`)
  expect((await recent.next())?.type).toBe('MODIFIED')
})

test('bookmarks come at their interval and carry the newest version', async () => {
  await using rig = await openRig({}, { bookmarkSeconds: 60 })
  const watch = await rig.watch(`${watching}&resourceVersion=${rig.cluster.store.version()}`)
  const [node] = rig.cluster.store.nodes.values()
  if (node !== undefined) rig.cluster.store.nodes.update(node)
  rig.cluster.clock.advance(61_000)
  const resourceVersion = String(rig.cluster.store.version())
  expect(await watch.next()).toMatchObject({ type: 'BOOKMARK', object: { metadata: { resourceVersion } } })
})

test('timeoutSeconds ends a watch cleanly', async () => {
  await using rig = await openRig()
  const watch = await rig.watch(`${watching}&resourceVersion=${rig.cluster.store.version()}&timeoutSeconds=30`)
  rig.cluster.clock.advance(30_000)
  expect(await watch.next()).toBeUndefined()
})

test('with a selector, coming to match is ADDED and ceasing to is DELETED', async () => {
  await using rig = await openRig()
  const watch = await rig.watch(`${watching}&resourceVersion=${rig.cluster.store.version()}&labelSelector=chosen%3Dyes`)
  touch(rig, { chosen: 'yes' })
  touch(rig, { chosen: 'yes', other: 'too' })
  touch(rig, { chosen: 'no' })
  const types = [await watch.next(), await watch.next(), await watch.next()].map((line) => line?.type)
  expect(types).toEqual(['ADDED', 'MODIFIED', 'DELETED'])
})

test.each([
  ['sendInitialEvents=true', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'],
  [
    'resourceVersionMatch=NotOlderThan',
    'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
  ],
])('%s alone is refused with 422', async (query, message) => {
  await using rig = await openRig()
  const answer = await rig.json(`${watching}&${query}`)
  expect(answer.code).toBe(422)
  expect(answer.body.message).toContain(message)
})

test('initial events at a version from the future are refused in the stream', async () => {
  await using rig = await openRig()
  const watch = await rig.watch(
    `${watching}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion=999999999999999`,
  )
  expect((await watch.next())?.object.message).toContain('Too large resource version: 999999999999999, current: ')
})
