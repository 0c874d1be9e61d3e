import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Door } from '@/server/access/door/door'
import { type Viewer, viewerOf } from '@/server/access/door/viewer'
import type { Principal } from '@/server/access/identity/principal'
import { listLinks, makeLink, revokeLink } from '@/server/access/own/own-links'
import { endSession, listSessions } from '@/server/access/own/own-sessions'
import { signInWithLink } from '@/server/access/sign-in/sign-in-link'
import { cookieOf, openTestDoor, writeKubeconfig } from '@/server/access/testing/door-for-tests'
import type { Environment } from '@/server/config'

const hour = 3_600_000
const wanted = { label: 'for Sam', cluster: 'prod', namespaces: ['shop', 'cart'], lifetime: hour }

async function at(env: Environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const kubeconfig = writeKubeconfig(folder, { prod: 'http://127.0.0.1:1', stage: 'http://127.0.0.1:1' })
  const made = await openTestDoor({
    QUARTERDECK_KUBECONFIG: kubeconfig,
    QUARTERDECK_PEOPLE: 'ada,anna=user:anna,group:shop:sre',
    QUARTERDECK_DEPUTY: 'kubeconfig',
    QUARTERDECK_DEPUTY_GROUPS: 'shop:*',
    ...env,
  })
  return { ...made, as: (person: string, more: Partial<Principal> = {}) => come(made.door, person, more) }
}

const identityOf = (door: Door, name: string) => door.config.people.find((each) => each.name === name)?.identity ?? null

async function come(door: Door, person: string, more: Partial<Principal>): Promise<Viewer> {
  const principal: Principal = {
    person,
    provider: 'local',
    identity: identityOf(door, person),
    cluster: null,
    namespaces: null,
    ...more,
  }
  const secret = await door.sessions.begin({ principal, userAgent: null, address: null })
  const session = door.sessions.find(secret)
  if (session === undefined) throw new Error('no session')
  return session
}

const request = new Request('http://127.0.0.1:4600/api/shared-links', { method: 'POST' })

async function make(door: Door, viewer: Viewer, body: unknown = wanted): Promise<string> {
  const made = await makeLink(request, viewer, body, door)
  if ('problem' in made) throw new Error(made.problem.code)
  return made.address
}

async function open(door: Door, address: string) {
  const code = address.split('/').at(-1) ?? ''
  const body = new URLSearchParams({ code })
  const response = await signInWithLink(new Request('http://x/', { method: 'POST', body }), door)
  const cookie = cookieOf(response)
  const viewer = cookie === '' ? undefined : viewerOf({ headers: new Headers({ cookie }) }, door)
  return { location: response.headers.get('location'), viewer, secret: cookie.split('=')[1] ?? '' }
}

test('a link gives its maker’s identity, narrowed to some namespaces of one cluster, for reading', async () => {
  const { door, as, recorded } = await at()
  const { location, viewer } = await open(door, await make(door, await as('anna')))
  expect(location).toBe('/prod?namespace=cart&namespace=shop')
  expect(viewer?.actorOn('prod')).toEqual({
    as: 'deputy',
    identity: { user: 'anna', groups: ['shop:sre'] },
    narrowedTo: new Set(['cart', 'shop']),
    readOnly: true,
  })
  expect([viewer?.readOnly, viewer?.isAdministrator, viewer?.actorOn('stage')]).toEqual([true, false, undefined])
  expect(await recorded()).toEqual(['create-link done anna', 'open-link done link “for Sam” of anna'])
})

test('a link of who acts as the kubeconfig itself is narrowed all the same', async () => {
  const { door, as } = await at()
  const { viewer } = await open(door, await make(door, await as('ada')))
  expect(viewer?.actorOn('prod')).toEqual({
    as: 'kubeconfig',
    narrowedTo: new Set(['cart', 'shop']),
    readOnly: true,
  })
})

test('ends when its time is over, and what was opened by it with it', async () => {
  const { door, as, clock } = await at()
  const address = await make(door, await as('anna'))
  const { viewer, secret } = await open(door, address)
  clock.now += hour
  expect((await open(door, address)).location).toBe('/sign-in?problem=link-over')
  expect(door.sessions.find(secret)).toBeUndefined()
  expect(viewer?.ended.aborted).toBe(true)
})

test('ends when its maker revokes it, and what was opened by it with it', async () => {
  const { door, as, recorded } = await at()
  const anna = await as('anna')
  const address = await make(door, anna)
  const { viewer } = await open(door, address)
  const [link] = await listLinks(anna, door)
  expect(await revokeLink(request, anna, link?.id ?? '', door)).toBeUndefined()
  expect(viewer?.ended.aborted).toBe(true)
  expect((await open(door, address)).location).toBe('/sign-in?problem=link-over')
  expect((await recorded()).at(-2)).toBe('revoke-link done anna')
})

test('opens nothing once its maker may not come in any more, or is somebody else', async () => {
  const { door, as, restart } = await at()
  const [annas, adas] = [await make(door, await as('anna')), await make(door, await as('ada'))]
  const { secret } = await open(door, adas)
  const later = restart({ QUARTERDECK_PEOPLE: 'ada=user:ada,tess', QUARTERDECK_DEPUTY_GROUPS: 'other' })
  expect((await open(later, adas)).location).toBe('/sign-in?problem=link-over')
  expect(await later.sessions.recall(secret)).toBeUndefined()
  // The identity of a provider's person stands by itself; its groups are those that are allowed today.
  const { viewer } = await open(later, annas)
  expect(viewer?.actorOn('prod')).toMatchObject({ identity: { user: 'anna', groups: [] } })
})

test.each(['', 'x', 'A'.repeat(43), '../../x'])('the code "%.10s" opens nothing', async (code) => {
  const { door, as } = await at()
  await make(door, await as('anna'))
  expect((await open(door, `/shared/${code}`)).location).toBe('/sign-in?problem=link-over')
})

test('who looks through a link, or has a token alone, hands on nothing', async () => {
  const { door, as } = await at()
  const { viewer } = await open(door, await make(door, await as('anna')))
  const token = await as('eve', { provider: 'token', cluster: 'prod', identity: { user: 'eve', groups: [] } })
  for (const who of [viewer, token])
    expect(who && (await makeLink(request, who, wanted, door))).toMatchObject({ status: 403 })
})

test.each([
  ['nothing', undefined],
  ['no namespaces', { ...wanted, namespaces: [] }],
  ['a name that no namespace has', { ...wanted, namespaces: ['*'] }],
  ['too long a life', { ...wanted, lifetime: 8 * 24 * hour }],
  ['no name', { ...wanted, label: ' ' }],
])('asked for with %s it is not made', async (_case, body) => {
  const { door, as } = await at()
  expect(await makeLink(request, await as('anna'), body, door)).toMatchObject({ status: 400 })
})

test('without a record there is no link', async () => {
  const { door, as, breakRecords } = await at()
  const anna = await as('anna')
  await breakRecords()
  expect(await makeLink(request, anna, wanted, door)).toMatchObject({ status: 503 })
})

test('links and sessions of others are not there: not listed, not ended', async () => {
  const { door, as } = await at({ QUARTERDECK_ADMINISTRATORS: 'group:shop:sre' })
  const [ada, anna] = [await as('ada'), await as('anna')]
  await make(door, ada)
  const [link] = await listLinks(ada, door)
  // The same name by another way in is somebody else.
  const other = await as('ada', { provider: 'oidc', identity: { user: 'ada', groups: [] } })
  expect([await listLinks(other, door), (await listSessions(other, door)).map(({ id }) => id)]).toEqual([
    [],
    [other.id],
  ])
  expect(await revokeLink(request, other, link?.id ?? '', door)).toMatchObject({ status: 404 })
  expect(await endSession(request, other, ada.id, door)).toMatchObject({ status: 404 })
  expect(await endSession(request, other, 'unheard-of', door)).toMatchObject({ status: 404 })
  expect(ada.ended.aborted).toBe(false)
  expect(await listSessions(anna, door)).toHaveLength(3)
  expect(await endSession(request, anna, ada.id, door)).toBeUndefined()
  expect(ada.ended.aborted).toBe(true)
})

test('who looks through a link sees no other who does', async () => {
  const { door, as } = await at()
  const address = await make(door, await as('anna'))
  const [one, other] = [(await open(door, address)).viewer, (await open(door, address)).viewer]
  if (one === undefined || other === undefined) throw new Error('the link did not open')
  expect((await listSessions(one, door)).map(({ id }) => id)).toEqual([one.id])
  expect(await endSession(request, one, other.id, door)).toMatchObject({ status: 404 })
})
