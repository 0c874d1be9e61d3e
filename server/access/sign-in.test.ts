import { describe, expect, test } from 'vitest'
import { readConfig } from '@/server/config'
import { createDoor, type Door } from './door'
import { signIn, signOut } from './sign-in'
import { viewerOf } from './viewer'

function at() {
  const clock = { now: 0 }
  const lines: string[] = []
  const config = readConfig({ QUARTERDECK_PEOPLE: 'ada,bob' })
  if (Array.isArray(config)) throw new Error('a right configuration was refused')
  const door = createDoor(
    config,
    () => clock.now,
    (line) => lines.push(line),
  )
  door.announce()
  return { clock, lines, door }
}

const linkIn = (line: string | undefined) => line?.split(' ')[2] ?? ''
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''
const withCookie = (cookie: string) => new Request('http://127.0.0.1:4600/', { headers: { cookie } })
const nameOf = (door: Door, cookie: string) => viewerOf(withCookie(cookie), door)?.name

describe('a sign-in link', () => {
  test('opens a session in a cookie that scripts and other sites do not get', () => {
    const { door, lines } = at()
    const response = signIn(new Request(linkIn(lines[0])), door)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
    expect(response.headers.get('set-cookie')).toMatch(
      /^quarterdeck-4600=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/,
    )
    expect(nameOf(door, cookieOf(response))).toBe('ada')
  })

  test('is marked Secure behind a proxy that ends TLS', () => {
    const { door, lines } = at()
    const request = new Request(linkIn(lines[0]), { headers: { 'x-forwarded-proto': 'https' } })
    expect(signIn(request, door).headers.get('set-cookie')).toMatch(/; Secure$/)
  })

  test('works once; a new one is printed for the same person', () => {
    const { door, lines } = at()
    signIn(new Request(linkIn(lines[0])), door)
    const replayed = signIn(new Request(linkIn(lines[0])), door)
    expect(replayed.headers.get('location')).toBe('/sign-in?problem=used')
    expect(replayed.headers.get('set-cookie')).toBeNull()
    expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'sign-in ada',
      'sign-in bob',
      'sign-in ada',
    ])
    expect(nameOf(door, cookieOf(signIn(new Request(linkIn(lines[2])), door)))).toBe('ada')
  })

  test('expires after a day, and a new one is printed then', () => {
    const { clock, door, lines } = at()
    clock.now = 24 * 3_600_000
    expect(signIn(new Request(linkIn(lines[0])), door).headers.get('location')).toBe('/sign-in?problem=expired')
    door.announce()
    expect(lines).toHaveLength(4)
  })

  test('opened again by who is in just goes on', () => {
    const { door, lines } = at()
    const cookie = cookieOf(signIn(new Request(linkIn(lines[0])), door))
    const again = signIn(new Request(linkIn(lines[0]), { headers: { cookie } }), door)
    expect([again.headers.get('location'), again.headers.get('set-cookie')]).toEqual(['/', null])
  })

  test('is not used up by a browser that fetches ahead', () => {
    const { door, lines } = at()
    const ahead = signIn(new Request(linkIn(lines[0]), { headers: { 'sec-purpose': 'prefetch;prerender' } }), door)
    expect(ahead.status).toBe(503)
    expect(nameOf(door, cookieOf(signIn(new Request(linkIn(lines[0])), door)))).toBe('ada')
  })
})

test('session fixation: the id that came with the request is never the id of the session', () => {
  const { door, lines } = at()
  const planted = `quarterdeck-4600=${'A'.repeat(43)}`
  const cookie = cookieOf(signIn(new Request(linkIn(lines[0]), { headers: { cookie: planted } }), door))
  expect(cookie).not.toBe(planted)
  expect(nameOf(door, planted)).toBeUndefined()
})

test('signing in as someone else ends the session that the browser had', () => {
  const { door, lines } = at()
  const ada = cookieOf(signIn(new Request(linkIn(lines[0])), door))
  const bob = cookieOf(signIn(new Request(linkIn(lines[1]), { headers: { cookie: ada } }), door))
  expect([nameOf(door, ada), nameOf(door, bob)]).toEqual([undefined, 'bob'])
})

test('signing out ends the session on the server and what is open for it', () => {
  const { door, lines } = at()
  const cookie = cookieOf(signIn(new Request(linkIn(lines[0])), door))
  const viewer = viewerOf(withCookie(cookie), door)
  const response = signOut(withCookie(cookie), door)
  expect(response.headers.get('set-cookie')).toMatch(/^quarterdeck-4600=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/)
  expect([nameOf(door, cookie), viewer?.ended.aborted]).toEqual([undefined, true])
})

test('a cookie planted for a longer path, which comes first, locks nobody out', () => {
  const { door, lines } = at()
  const cookie = cookieOf(signIn(new Request(linkIn(lines[0])), door))
  expect(nameOf(door, `quarterdeck-4600=${'B'.repeat(43)}; ${cookie}`)).toBe('ada')
})

test.each([
  ['of another port', (id: string) => `quarterdeck-4601=${id}`],
  ['with more after it', (id: string) => `quarterdeck-4600=${id}=`],
  ['of another name', (id: string) => `xquarterdeck-4600=${id}`],
])('a cookie %s opens nothing', (_case, made) => {
  const { door } = at()
  expect(nameOf(door, made(door.sessions.begin('ada')))).toBeUndefined()
})

test('many wrong codes get a short answer, and a right one still works', () => {
  const { clock, door, lines } = at()
  const wrong = () => signIn(new Request(`http://127.0.0.1:4600/api/sign-in?code=${'C'.repeat(43)}`), door).status
  const answers = Array.from({ length: 12 }, wrong)
  expect(answers).toEqual([...Array(10).fill(303), 429, 429])
  expect(cookieOf(signIn(new Request(linkIn(lines[0])), door))).not.toBe('')
  clock.now = 60_000
  expect(wrong()).toBe(303)
})

test.each([
  ['/c/pods?q=web', '/c/pods?q=web'],
  ['//evil.example', '/'],
  ['https://evil.example', '/'],
])('from=%s goes to %s', (from, to) => {
  const { door, lines } = at()
  const request = new Request(`${linkIn(lines[0])}&${new URLSearchParams({ from })}`)
  expect(signIn(request, door).headers.get('location')).toBe(to)
})
