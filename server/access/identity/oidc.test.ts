import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Door } from '@/server/access/door/door'
import { viewerOf } from '@/server/access/door/viewer'
import { beginOidc, finishOidc, logOutByProvider, refreshOidc } from '@/server/access/sign-in/sign-in-oidc'
import { openTestDoor } from '@/server/access/testing/door-for-tests'
import { clientId, clientSecret, openProvider } from '@/server/access/testing/identity-provider'

/** Quarterdeck's three routes of this way in, over a socket. */
async function serve(door: Promise<Door>) {
  const routes: Record<string, (request: Request, at: Door) => Promise<Response>> = {
    '/api/sign-in/oidc': beginOidc,
    '/api/sign-in/oidc/callback': finishOidc,
    '/api/sign-out/oidc': logOutByProvider,
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = request.method === 'POST' ? { body: Buffer.concat(chunks).toString() } : {}
    const { method = 'GET', headers } = request
    const asked = new Request(url, { method, headers: { cookie: headers.cookie ?? '' }, ...body })
    const given = await routes[url.pathname]?.(asked, await door)
    response.writeHead(given?.status ?? 404, [...(given?.headers ?? [])].flat()).end()
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A listening TCP server has an address of this shape.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Follows redirects as a browser does, with its cookies by host; stops where the address is `until`. */
function openBrowser() {
  const jar = new Map<string, string>()
  return {
    jar,
    async go(address: string, until: (url: URL) => boolean): Promise<URL> {
      let url = new URL(address)
      for (let hops = 0; hops < 20 && !until(url); hops++) {
        const cookie = [...jar]
          .filter(([key]) => key.startsWith(`${url.host} `))
          .map(([key, value]) => `${key.split(' ')[1]}=${value}`)
        const answer = await fetch(url, { redirect: 'manual', headers: { cookie: cookie.join('; ') } })
        for (const set of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          jar.set(`${url.host} ${name}`, value)
        }
        const location = answer.headers.get('location')
        if (location === null) throw new Error(`${url.pathname} answered ${answer.status}: ${await answer.text()}`)
        url = new URL(location, url)
      }
      return url
    },
  }
}

async function at(env = {}) {
  const opening = Promise.withResolvers<Door>()
  const address = await serve(opening.promise)
  const provider = await openProvider(address, { sub: 'anna', groups: ['sre', 'system:masters', 'staff'] })
  const made = await openTestDoor({
    QUARTERDECK_SIGN_IN: 'oidc',
    QUARTERDECK_PUBLIC_URL: address,
    QUARTERDECK_DEPUTY: 'kubeconfig',
    QUARTERDECK_DEPUTY_GROUPS: 'shop:*',
    QUARTERDECK_OIDC_ISSUER: provider.issuer,
    QUARTERDECK_OIDC_CLIENT_ID: clientId,
    QUARTERDECK_OIDC_CLIENT_SECRET: clientSecret,
    QUARTERDECK_OIDC_SCOPES: 'groups',
    QUARTERDECK_OIDC_USER_PREFIX: 'oidc:',
    QUARTERDECK_OIDC_GROUPS_CLAIM: 'groups',
    QUARTERDECK_OIDC_GROUPS_PREFIX: 'shop:',
    ...env,
  })
  const opened = made.door
  opening.resolve(opened)
  const { host } = new URL(address)
  const atHome = (url: URL) => url.host === host && !url.pathname.startsWith('/api/')
  const signIn = async (browser = openBrowser(), from = '/prod/pods') => {
    const landed = await browser.go(`${address}/api/sign-in/oidc?${new URLSearchParams({ from })}`, atHome)
    return { landed: `${landed.pathname}${landed.search}`, browser }
  }
  const sessionOf = (browser: ReturnType<typeof openBrowser>) => {
    const cookie = [...browser.jar].map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ')
    return viewerOf({ headers: new Headers({ cookie }) }, opened)
  }
  return { ...made, address, provider, atHome, signIn, sessionOf }
}

test('a person of the provider comes in with prefixed user and groups of the allow-list', async () => {
  const { signIn, sessionOf, recorded } = await at()
  const { landed, browser } = await signIn()
  expect(landed).toBe('/prod/pods')
  const session = sessionOf(browser)
  expect(session?.actorOn('any')).toEqual({
    as: 'deputy',
    identity: { user: 'oidc:anna', groups: ['shop:sre', 'shop:staff', 'shop:system:masters'] },
  })
  expect(await recorded()).toEqual(['sign-in done oidc:anna'])
})

test('without prefixes nobody becomes one of the cluster’s own', async () => {
  const { signIn, sessionOf, provider } = await at({
    QUARTERDECK_OIDC_USER_PREFIX: '-',
    QUARTERDECK_OIDC_GROUPS_PREFIX: '',
    QUARTERDECK_DEPUTY_GROUPS: '*',
  })
  const { browser } = await signIn()
  expect(sessionOf(browser)?.identity).toEqual({ user: 'anna', groups: ['sre', 'staff'] })
  provider.state.person = { sub: 'system:admin', groups: [] }
  const stranger = await signIn()
  expect([stranger.landed, sessionOf(stranger.browser)]).toEqual(['/sign-in?problem=nobody', undefined])
})

test('the way there carries PKCE, state and nonce, new each time', async () => {
  const { address, provider } = await at()
  const begin = async () => {
    const { headers } = await fetch(`${address}/api/sign-in/oidc`, { redirect: 'manual' })
    return new URL(headers.get('location') ?? '')
  }
  const [one, other] = [await begin(), await begin()]
  expect(one.origin).toBe(provider.issuer)
  expect(one.searchParams.get('code_challenge_method')).toBe('S256')
  for (const name of ['code_challenge', 'state', 'nonce']) {
    expect(one.searchParams.get(name)?.length).toBeGreaterThan(30)
    expect(one.searchParams.get(name)).not.toBe(other.searchParams.get(name))
  }
})

/** The address that the provider sends the browser back to, not yet followed. */
async function backAddress({ address }: Awaited<ReturnType<typeof at>>, browser = openBrowser()) {
  const url = await browser.go(`${address}/api/sign-in/oidc`, ({ pathname }) => pathname.endsWith('/callback'))
  return { url, browser }
}

test('an answer works in the browser that began, once', async () => {
  const made = await at()
  const { url, browser } = await backAddress(made)
  const elsewhere = openBrowser()
  const stolen = await elsewhere.go(url.href, made.atHome)
  expect([stolen.search, made.sessionOf(elsewhere)]).toEqual(['?problem=expired', undefined])
  expect((await browser.go(url.href, made.atHome)).pathname).toBe('/')
  expect((await browser.go(url.href, made.atHome)).search).toBe('?problem=expired')
})

test.each([
  ['another state', 'state', 'x'.repeat(43)],
  ['another code', 'code', 'x'.repeat(43)],
  ['another issuer', 'iss', 'https://evil.example'],
])('an answer with %s lets nobody in', async (_case, name, value) => {
  const made = await at()
  const { url, browser } = await backAddress(made)
  url.searchParams.set(name, value)
  expect((await browser.go(url.href, made.atHome)).search).toBe('?problem=provider')
  expect(made.sessionOf(browser)).toBeUndefined()
})

test('a code that was injected from another browser’s sign-in is refused', async () => {
  const made = await at()
  const victim = await backAddress(made)
  const attacker = await backAddress(made)
  victim.url.searchParams.set('code', attacker.url.searchParams.get('code') ?? '')
  expect((await victim.browser.go(victim.url.href, made.atHome)).search).toBe('?problem=provider')
})

test('an answer after ten minutes is too late', async () => {
  const made = await at()
  const { url, browser } = await backAddress(made)
  made.clock.now += 10 * 60_000
  expect((await browser.go(url.href, made.atHome)).search).toBe('?problem=expired')
})

test('groups that changed at the provider change the session; unchanged ones leave it', async () => {
  const { signIn, sessionOf, provider, door } = await at()
  const { browser } = await signIn()
  const before = sessionOf(browser)
  await refreshOidc(door)
  expect(sessionOf(browser)).toBe(before)
  provider.state.person.groups = ['staff']
  await refreshOidc(door)
  expect(before?.ended.aborted).toBe(true)
  expect(sessionOf(browser)?.identity?.groups).toEqual(['shop:staff'])
})

test('whom the provider vouches for no more is out with the next refresh', async () => {
  const { signIn, sessionOf, provider, door, recorded } = await at()
  const { browser } = await signIn()
  const session = sessionOf(browser)
  provider.state.vouches = false
  await refreshOidc(door)
  expect([session?.ended.aborted, sessionOf(browser)]).toEqual([true, undefined])
  expect((await recorded()).at(-1)).toBe('sign-out done oidc:anna')
})

test('a refresh that answers for somebody else is no answer', async () => {
  const { signIn, door } = await at()
  await signIn()
  const [living] = door.sessions.living('oidc')
  const refresh = (token: string, subject: string | null) => door.oidc?.refresh(token, subject)
  const theirs = await refresh(living?.held.refreshToken ?? '', living?.record.subject ?? null)
  if (theirs === undefined || theirs === 'over') throw new Error('Their own refresh was refused.')
  expect(await refresh(theirs.refreshToken, 'somebody-else')).toBe('over')
})

test('after a restart, when groups can not be asked anew, a session lasts a working day from its beginning', async () => {
  const { signIn, clock, restart } = await at()
  const { browser } = await signIn()
  const [, secret = ''] = [...browser.jar].find(([key]) => / quarterdeck-\d+$/.test(key)) ?? []
  clock.now += 8 * 3_600_000 - 1
  expect((await restart().sessions.recall(secret))?.person).toBe('oidc:anna')
  clock.now += 1
  expect(await restart().sessions.recall(secret)).toBeUndefined()
})

test('signing out at the provider ends the session here', async () => {
  const { signIn, sessionOf, provider, door, recorded } = await at()
  const { browser } = await signIn()
  const session = sessionOf(browser)
  const [kept] = door.sessions.living('oidc')
  const client = await provider.provider.Client.find(clientId)
  await client.backchannelLogout('anna', kept?.record.providerSession ?? '')
  expect([session?.ended.aborted, sessionOf(browser)]).toEqual([true, undefined])
  expect((await recorded()).at(-1)).toBe('sign-out done oidc:anna')
})

test('nothing but a logout token of the provider signs anybody out', async () => {
  const { signIn, sessionOf, address } = await at()
  const { browser } = await signIn()
  const forged = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"anna"}')}.`
  for (const logout_token of ['', 'x', forged]) {
    const body = new URLSearchParams({ logout_token })
    expect((await fetch(`${address}/api/sign-out/oidc`, { method: 'POST', body })).status).toBe(400)
  }
  expect(sessionOf(browser)).toBeDefined()
})

test('a provider that is away is told on the page, and found again later', async () => {
  const made = await at({ QUARTERDECK_OIDC_ISSUER: 'http://127.0.0.1:1' })
  expect((await made.signIn()).landed).toBe('/sign-in?problem=provider&from=%2Fprod%2Fpods')
})
