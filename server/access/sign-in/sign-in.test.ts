import { describe, expect, test } from 'vitest'
import type { Door } from '@/server/access/door/door'
import { viewerOf } from '@/server/access/door/viewer'
import { linkLifetime } from '@/server/access/links/links'
import { cookieOf, openTestDoor } from '@/server/access/testing/door-for-tests'
import { signIn, signOut } from './sign-in'

const linkIn = (line: string | undefined) => line?.split(' ')[2] ?? ''
const withCookie = (cookie: string) => new Request('http://127.0.0.1:4600/', { headers: { cookie } })
const nameOf = (door: Door, cookie: string) => viewerOf(withCookie(cookie), door)?.person

describe('a sign-in link', () => {
  test('opens a session in a cookie that scripts and other sites do not get', async () => {
    const { door, lines } = await openTestDoor()
    const response = await signIn(new Request(linkIn(lines[0])), door)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
    expect(response.headers.get('set-cookie')).toMatch(
      /^quarterdeck-4600=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/,
    )
    expect(nameOf(door, cookieOf(response))).toBe('ada')
  })

  test('behind TLS gives a cookie that no neighbour can set and plain HTTP never sees, whatever a header says', async () => {
    const { door, lines } = await openTestDoor({ QUARTERDECK_PUBLIC_URL: 'https://q.example.com' })
    expect(lines[0]).toMatch(/^sign-in ada https:\/\/q\.example\.com\/api\/sign-in\?code=/)
    const response = await signIn(new Request(linkIn(lines[0])), door)
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-quarterdeck=[\w-]{43}; Path=\/; .*; Secure$/)

    const plain = await openTestDoor()
    const headers = { 'x-forwarded-proto': 'https' }
    const spoofed = await signIn(new Request(linkIn(plain.lines[0]), { headers }), plain.door)
    expect(spoofed.headers.get('set-cookie')).not.toContain('Secure')
  })

  test('works once, and the next one for the same person is printed', async () => {
    const { door, lines } = await openTestDoor()
    await signIn(new Request(linkIn(lines[0])), door)
    expect(lines).toHaveLength(3)
    const again = await signIn(new Request(linkIn(lines[0])), door)
    expect(again.headers.get('location')).toBe('/sign-in?problem=used')
    expect(nameOf(door, cookieOf(await signIn(new Request(linkIn(lines[2])), door)))).toBe('ada')
  })

  test('that has expired says so, and a new one is printed with the next sweep', async () => {
    const { clock, door, lines } = await openTestDoor()
    clock.now += linkLifetime
    const late = await signIn(new Request(linkIn(lines[0])), door)
    expect(late.headers.get('location')).toBe('/sign-in?problem=expired')
    door.announce()
    expect(lines).toHaveLength(4)
  })

  test('opened again by who is in just goes on', async () => {
    const { door, lines } = await openTestDoor()
    const cookie = cookieOf(await signIn(new Request(linkIn(lines[0])), door))
    const again = await signIn(new Request(linkIn(lines[0]), { headers: { cookie } }), door)
    expect([again.headers.get('location'), again.headers.get('set-cookie')]).toEqual(['/', null])
  })

  test('is not used up by a browser that fetches ahead', async () => {
    const { door, lines } = await openTestDoor()
    const headers = { 'sec-purpose': 'prefetch;prerender' }
    expect((await signIn(new Request(linkIn(lines[0]), { headers }), door)).status).toBe(503)
    expect(nameOf(door, cookieOf(await signIn(new Request(linkIn(lines[0])), door)))).toBe('ada')
  })

  test('is neither printed nor taken where this way in is shut', async () => {
    const { door, lines } = await openTestDoor({ QUARTERDECK_SIGN_IN: 'token' })
    expect(lines).toEqual([])
    const code = door.links.issue('ada')
    expect((await signIn(new Request(`http://127.0.0.1:4600/api/sign-in?code=${code}`), door)).status).toBe(404)
  })
})

test('whoever has an identity acts through the deputy, whoever has none as the kubeconfig itself', async () => {
  const { door, lines } = await openTestDoor({
    QUARTERDECK_PEOPLE: 'anna=user:anna,group:shop:sre,ada',
    QUARTERDECK_DEPUTY: 'kubeconfig',
  })
  const actors = []
  for (const line of [lines[0], lines[1]]) {
    const cookie = cookieOf(await signIn(new Request(linkIn(line)), door))
    actors.push(viewerOf(withCookie(cookie), door)?.actorOn('any'))
  }
  expect(actors).toEqual([{ as: 'deputy', identity: { user: 'anna', groups: ['shop:sre'] } }, { as: 'kubeconfig' }])
})

test('session fixation: the id that came with the request is never the id of the session', async () => {
  const { door, lines } = await openTestDoor()
  const planted = `quarterdeck-4600=${'A'.repeat(43)}`
  const cookie = cookieOf(await signIn(new Request(linkIn(lines[0]), { headers: { cookie: planted } }), door))
  expect(cookie).not.toBe(planted)
  expect(nameOf(door, planted)).toBeUndefined()
})

test('signing in as someone else ends the session that the browser had', async () => {
  const { door, lines } = await openTestDoor()
  const ada = cookieOf(await signIn(new Request(linkIn(lines[0])), door))
  const bob = cookieOf(await signIn(new Request(linkIn(lines[1]), { headers: { cookie: ada } }), door))
  expect([nameOf(door, ada), nameOf(door, bob)]).toEqual([undefined, 'bob'])
})

test('signing out ends the session on the server and what is open for it', async () => {
  const { door, lines, recorded } = await openTestDoor()
  const cookie = cookieOf(await signIn(new Request(linkIn(lines[0])), door))
  const viewer = viewerOf(withCookie(cookie), door)
  const response = await signOut(withCookie(cookie), door)
  expect(response.headers.get('set-cookie')).toMatch(/^quarterdeck-4600=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/)
  expect([nameOf(door, cookie), viewer?.ended.aborted]).toEqual([undefined, true])
  expect(await recorded()).toEqual(['sign-in done ada', 'sign-out done ada'])
})

test('a sign-in that can not be recorded lets nobody in, and says why', async () => {
  const { door, lines, breakRecords } = await openTestDoor()
  await breakRecords()
  const response = await signIn(new Request(linkIn(lines[0])), door)
  expect([response.headers.get('location'), response.headers.get('set-cookie')]).toEqual([
    '/sign-in?problem=unrecorded',
    null,
  ])
})

test('a refused sign-in is on record', async () => {
  const { door, recorded } = await openTestDoor()
  await signIn(new Request(`http://127.0.0.1:4600/api/sign-in?code=${'C'.repeat(43)}`), door)
  expect(await recorded()).toEqual(['sign-in refused somebody'])
})

test('a session of before the restart is whose the configuration says today', async () => {
  const { door, lines, restart } = await openTestDoor()
  const [ada, bob] = [
    cookieOf(await signIn(new Request(linkIn(lines[0])), door)),
    cookieOf(await signIn(new Request(linkIn(lines[1])), door)),
  ]
  const later = restart({ QUARTERDECK_PEOPLE: 'ada=user:ada', QUARTERDECK_DEPUTY: 'kubeconfig' })
  const recall = (cookie: string) => later.sessions.recall(cookie.split('=')[1] ?? '')
  expect((await recall(ada))?.actorOn('c')).toEqual({ as: 'deputy', identity: { user: 'ada', groups: [] } })
  expect(await recall(bob)).toBeUndefined()
  expect(await restart({ QUARTERDECK_SIGN_IN: 'token' }).sessions.recall(ada.split('=')[1] ?? '')).toBeUndefined()
})

test('a cookie planted for a longer path, which comes first, locks nobody out', async () => {
  const { door, lines } = await openTestDoor()
  const cookie = cookieOf(await signIn(new Request(linkIn(lines[0])), door))
  expect(nameOf(door, `quarterdeck-4600=${'B'.repeat(43)}; ${cookie}`)).toBe('ada')
})

test.each([
  ['of another port', (secret: string) => `quarterdeck-4601=${secret}`],
  ['with more after it', (secret: string) => `quarterdeck-4600=${secret}=`],
  ['of another name', (secret: string) => `xquarterdeck-4600=${secret}`],
])('a cookie %s opens nothing', async (_case, made) => {
  const { door, lines } = await openTestDoor()
  const [, secret = ''] = cookieOf(await signIn(new Request(linkIn(lines[0])), door)).split('=')
  expect(nameOf(door, made(secret))).toBeUndefined()
})

test('many wrong codes get a short answer, and a right one still works', async () => {
  const { clock, door, lines } = await openTestDoor()
  const wrong = async () =>
    (await signIn(new Request(`http://127.0.0.1:4600/api/sign-in?code=${'C'.repeat(43)}`), door)).status
  const answers = []
  for (let times = 0; times < 12; times++) answers.push(await wrong())
  expect(answers).toEqual([...Array(10).fill(303), 429, 429])
  expect(cookieOf(await signIn(new Request(linkIn(lines[0])), door))).not.toBe('')
  clock.now += 60_000
  expect(await wrong()).toBe(303)
})

test.each([
  ['/c/pods?q=web', '/c/pods?q=web'],
  ['//evil.example', '/'],
  ['https://evil.example', '/'],
])('from=%s goes to %s', async (from, to) => {
  const { door, lines } = await openTestDoor()
  const request = new Request(`${linkIn(lines[0])}&${new URLSearchParams({ from })}`)
  expect((await signIn(request, door)).headers.get('location')).toBe(to)
})
