import { expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

const fault = (rig: Rig, body: object, as?: string) =>
  rig.json('/demo/faults', { method: 'POST', body: JSON.stringify(body), ...(as === undefined ? {} : { as }) })
const open = (rig: Rig) =>
  rig.watch(`/api/v1/pods?watch=1&allowWatchBookmarks=true&resourceVersion=${rig.cluster.store.version()}`)
const touch = ({ cluster: { store } }: Rig) => {
  for (const pod of [...store.pods.values()].slice(0, 1)) store.pods.update(pod)
}

test('drop breaks open watches of the named type only', async () => {
  await using rig = await openRig()
  const watch = await open(rig)
  await fault(rig, { fault: 'drop', resource: 'nodes' })
  touch(rig)
  expect((await watch.next())?.type).toBe('MODIFIED')
  await fault(rig, { fault: 'drop', resource: 'pods' })
  await expect(watch.next()).rejects.toThrow()
})

test('stall holds changes and bookmarks back until its time is over', async () => {
  await using rig = await openRig({}, { bookmarkSeconds: 10 })
  const watch = await open(rig)
  await fault(rig, { fault: 'stall', resource: 'pods', seconds: 60 })
  touch(rig)
  let came = false
  const line = watch.next().then((next) => {
    came = true
    return next
  })
  rig.cluster.clock.advance(30_000)
  await rig.json('/api/v1/namespaces')
  expect(came).toBe(false)
  rig.cluster.clock.advance(31_000)
  expect((await line)?.type).toBe('MODIFIED')
})

test('a black hole answers nothing but its own control until it is healed', async () => {
  await using rig = await openRig()
  await fault(rig, { fault: 'blackhole' })
  let came = false
  const list = rig.json('/api/v1/pods').then((answer) => {
    came = true
    return answer
  })
  expect((await rig.json('/demo/faults')).body.active).toMatchObject([{ fault: 'blackhole', until: null }])
  expect(came).toBe(false)
  await fault(rig, { fault: 'heal' })
  expect((await list).code).toBe(200)
})

test('throttle answers 429 in plain text with Retry-After', async () => {
  await using rig = await openRig()
  await fault(rig, { fault: 'throttle', retryAfter: 7 })
  const response = await rig.request('/api/v1/pods')
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
  expect(await response.text()).toBe('Too many requests, please try again later.\n')
})

test('forbid and fail go for one type, end its watches, and leave the others alone', async () => {
  await using rig = await openRig()
  const watch = await open(rig)
  await fault(rig, { fault: 'forbid', resource: 'pods' })
  expect(await watch.next()).toBeUndefined()
  const name = rig.cluster.people.admin.name
  expect((await rig.json('/api/v1/namespaces/checkout/pods')).body).toMatchObject({
    reason: 'Forbidden',
    message: `pods is forbidden: User "${name}" cannot list resource "pods" in API group "" in the namespace "checkout"`,
  })
  await fault(rig, { fault: 'fail', resource: 'deployments.apps' })
  expect((await rig.json('/apis/apps/v1/deployments')).code).toBe(500)
  expect((await rig.json('/api/v1/nodes')).code).toBe(200)
  await fault(rig, { fault: 'heal' })
  expect((await rig.json('/api/v1/pods')).code).toBe(200)
})

test('expire makes every older version 410', async () => {
  await using rig = await openRig()
  const version = rig.cluster.store.version()
  touch(rig)
  await fault(rig, { fault: 'expire' })
  const watch = await rig.watch(`/api/v1/pods?watch=1&resourceVersion=${version}`)
  expect((await watch.next())?.object.code).toBe(410)
})

test.each([
  [{ fault: 'explode' }, 'There is no fault "explode"'],
  [{ fault: 'forbid' }, '"forbid" needs a resource'],
  [{ fault: 'drop', resource: 'sprockets' }, 'There is no resource "sprockets"'],
  [{ fault: 'stall', seconds: -1 }, '"seconds" must be a number above 0.'],
  [{ fault: 'stall', seconds: 1e300 }, '"seconds" must be a number above 0'],
  [{ fault: 'stall', second: 1 }, 'There is no field "second": use resource, seconds,'],
  [{ fault: 'throttle', retryAfter: 'soon' }, '"retryAfter" must be a number of seconds from 0'],
  [{ fault: 'delay' }, '"delay" needs "milliseconds": how late answers and events are.'],
  [{ fault: 'delay', milliseconds: 0 }, '"milliseconds" must be a number from 1'],
  [{ fault: 'clock-skew' }, '"clock-skew" needs "offset": seconds that the clock is ahead.'],
  [{ fault: 'clock-skew', offset: '1h' }, '"offset" must be a number of seconds, below 0 for a clock that is behind'],
  [{ fault: 'webhook', namespace: '' }, '"namespace" must be the name of a namespace.'],
  [{ fault: 'webhook', message: 7 }, '"message" must be a text.'],
  [{ fault: 'webhook', unreachable: 'yes' }, '"unreachable" must be true or false.'],
  [[], 'There is no fault undefined'],
])('%j is refused in a sentence', async (body, sentence) => {
  await using rig = await openRig()
  const answer = await fault(rig, body)
  expect(answer.code).toBe(400)
  expect(answer.body.message).toContain(sentence)
})

test('faults are for the reader only', async () => {
  await using rig = await openRig()
  expect((await fault(rig, { fault: 'expire' }, rig.cluster.people.persons[0]?.token)).code).toBe(403)
})
