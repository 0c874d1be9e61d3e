import { readdirSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { contexts, running } from './target/running'

const app = fileURLToPath(new URL('../app', import.meta.url))
const open = [
  '/sign-in',
  '/shared/any-code',
  '/api/health',
  '/api/sign-in',
  '/api/sign-in/token',
  '/api/sign-in/link',
  '/api/sign-in/oidc',
  '/api/sign-in/oidc/callback',
  '/api/sign-out/oidc',
]

/** The path that a file under app/ answers, with a value for each parameter. */
const routes = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)(page|route)\.tsx?$/.test(file))
  .map((file) => {
    const parts = file.split('/').slice(0, -1)
    const named = parts.filter((part) => !/^\(.*\)$/.test(part))
    return `/${named.map((part) => part.replace(/^\[+(?:\.\.\.)?(.*?)\]+$/, 'any-$1')).join('/')}`
  })
const closed = routes.filter((route) => !open.includes(route))

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Plain HTTP, for a browser neither lies about its Host nor sends a path as it stands. */
function ask(baseURL: string | undefined, path: string, method = 'GET', headers = {}, body = ''): Promise<Answer> {
  const { hostname, port } = new URL(baseURL ?? '')
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, path, method, headers, agent: false }, (response) => {
      let said = ''
      response.setEncoding('utf8').on('data', (text) => {
        said += text
      })
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: said }))
    })
    asked.on('error', reject).end(body)
  })
}

/** A session of one cluster, by the token that the dashboard itself has there. */
async function signInByToken(baseURL: string | undefined): Promise<string> {
  const form = new URLSearchParams({ cluster: contexts.main, token: running().token }).toString()
  const headers = {
    origin: baseURL,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': form.length,
  }
  const answer = await ask(baseURL, '/api/sign-in/token', 'POST', headers, form)
  const [cookie = ''] = answer.headers['set-cookie']?.[0]?.split(';') ?? []
  expect(cookie).toMatch(/=[\w-]{43}$/)
  return cookie
}

const signOut = (baseURL: string | undefined, cookie: string) =>
  ask(baseURL, '/api/sign-out', 'POST', { origin: baseURL, cookie })

async function expectClosed(baseURL: string | undefined, route: string, headers: object) {
  const { status, headers: answered } = await ask(baseURL, route, 'GET', headers)
  if (route.startsWith('/api/')) expect(status, route).toBe(401)
  else if (answered['x-nextjs-redirect'] !== undefined) expect(answered['x-nextjs-redirect']).toMatch(/^\/sign-in/)
  else expect([status, answered.location], route).toEqual([307, expect.stringMatching(/^\/sign-in(\?from=|$)/)])
}

test('there are routes to ask', () => {
  expect(closed.length).toBeGreaterThan(3)
})

for (const route of closed) {
  test(`${route} is closed to strangers`, async ({ baseURL }) => {
    const forged = { cookie: `quarterdeck-${new URL(baseURL ?? '').port}=${'A'.repeat(43)}` }
    const spoofed = { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy', 'x-matched-path': route }
    const stamped = { 'x-quarterdeck-session': 'A'.repeat(43), 'x-quarterdeck-request': 'x.1' }
    const proxied = { 'x-forwarded-user': 'anna', 'x-forwarded-groups': 'shop:sre', 'x-forwarded-for': '127.0.0.1' }
    for (const headers of [{}, forged, spoofed, stamped, proxied, { rsc: '1' }, { 'x-nextjs-data': '1' }])
      await expectClosed(baseURL, route, headers)
  })

  test(`${route} takes no change from elsewhere`, async ({ baseURL }) => {
    for (const origin of ['http://evil.example', 'null', undefined]) {
      const headers = { 'x-quarterdeck': '1', ...(origin !== undefined && { origin }) }
      expect((await ask(baseURL, route, 'POST', headers)).status).toBe(403)
    }
  })
}

test('a session that ended opens no route, and what was open for it ends at once', async ({ baseURL }) => {
  const cookie = await signInByToken(baseURL)
  const { hostname, port } = new URL(baseURL ?? '')
  const ended = new Promise<number>((resolve, reject) => {
    const path = `/api/live/${'c'.repeat(32)}`
    const stream = httpRequest({ hostname, port, path, headers: { cookie }, agent: false }, (response) => {
      response.once('data', () => {
        const at = Date.now()
        response.on('end', () => resolve(Date.now() - at))
        void signOut(baseURL, cookie)
      })
    })
    stream.on('error', reject).end()
  })
  expect(await ended).toBeLessThan(1000)
  for (const route of closed) await expectClosed(baseURL, route, { cookie })
})

test('a viewer of one cluster finds no other', async ({ baseURL }) => {
  const cookie = await signInByToken(baseURL)
  const elsewhere = encodeURIComponent(contexts.slashed)
  for (const path of ['views/pods', 'views/nodes', 'logs?pod=a/b', 'objects/pods/a/b']) {
    const own = await ask(baseURL, `/api/clusters/${elsewhere}/${path}`, 'GET', { cookie })
    const absent = await ask(baseURL, `/api/clusters/unheard-of/${path}`, 'GET', { cookie })
    expect([own.status, path]).toEqual([absent.status, path])
    expect(own.status).toBeGreaterThanOrEqual(400)
    expect(own.body.replaceAll(contexts.slashed, 'unheard-of')).toBe(absent.body)
  }
  const { body } = await ask(baseURL, '/api/clusters', 'GET', { cookie })
  expect(body).not.toContain(contexts.slashed)
})

test('a script comes in by a token, and by nothing that looks like one', async ({ baseURL }) => {
  const path = `/api/clusters/${contexts.main}/views/namespaces`
  const by = async (authorization: string) => (await ask(baseURL, path, 'GET', { authorization })).status
  expect(await by(`Bearer ${running().token}`)).toBe(200)
  for (const wrong of ['Bearer x', `Basic ${btoa('a:b')}`, 'Bearer', `Bearer ${running().token}x`])
    expect(await by(wrong), wrong).toBe(401)
})

test('text becomes no markup and no script in a page, and the page itself needs neither', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  for (const path of [`/${contexts.main}`, `/${contexts.main}/pods`]) {
    await page.goto(path)
    // Live: the worker and what is loaded on demand came through.
    await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible()
    await page.getByRole('button', { name: /signed in/ }).click()
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  }
  await page.goto('/sessions')
  await expect(page.getByRole('button', { name: /this one/ })).toBeVisible()
  expect(complaints).toEqual([])
  const refused = await page.evaluate(() => {
    const attempts = [
      () => Object.assign(document.createElement('div'), { innerHTML: '<img src=x>' }),
      () => Object.assign(document.createElement('script'), { src: 'https://evil.example/x.js' }),
      () => Object.assign(document.createElement('script'), { src: '/api/clusters' }),
      () => Object.assign(document.createElement('script'), { text: '1' }),
    ]
    return attempts.map((attempt) => {
      try {
        attempt()
        return false
      } catch {
        return true
      }
    })
  })
  expect(refused).toEqual([true, true, true, true])
})

test('another name for this server is refused everywhere', async ({ baseURL }) => {
  for (const route of [...routes, '/_next/static/x.js', '/unheard-of'])
    for (const host of ['evil.example', `evil.example:${new URL(baseURL ?? '').port}`])
      expect((await ask(baseURL, route, 'GET', { host })).status, route).toBe(421)
})

test('no way of writing a path leads around the door', async ({ baseURL }) => {
  for (const path of [
    '/_next/static/../../api/clusters',
    '/_next/static/%2e%2e/%2e%2e/api/clusters',
    '/_next/static/..%2f..%2fapi%2fclusters',
    '/_next/static/..%5c..%5capi/clusters',
    '/sign-in/../api/clusters',
    '/sign-in/..%2fapi/clusters',
    '/api/sign-in/../clusters',
    '/API/clusters',
    '/%61pi/clusters',
    '//api/clusters',
    '/api//clusters',
    '/api/clusters/',
    '/sign-in%00',
  ])
    expect([307, 308, 401, 404], path).toContain((await ask(baseURL, path)).status)
})

test('a refusal says what to do, in the shape that every API answer has', async ({ baseURL }) => {
  const { body, headers } = await ask(baseURL, '/api/clusters')
  expect(JSON.parse(body)).toEqual({
    problem: { code: 'signed-out', sentence: expect.stringContaining('/sign-in'), detail: null },
  })
  expect(headers['cache-control']).toBe('no-store')
})

test('a wrong link opens nothing', async ({ baseURL }) => {
  const { status, headers } = await ask(baseURL, `/api/sign-in?code=${'A'.repeat(43)}&from=//evil.example`)
  expect([303, 429]).toContain(status)
  expect(headers['set-cookie']).toBeUndefined()
  expect(headers.location ?? '/sign-in').toMatch(/^\/sign-in/)
})

test('asking for the head of a link does not use it', async ({ baseURL }) => {
  expect((await ask(baseURL, '/api/sign-in?code=x', 'HEAD')).status).toBe(405)
})

test('every WebSocket is refused at once', async ({ baseURL }) => {
  const { hostname, port, host } = new URL(baseURL ?? '')
  for (const path of ['/', '/api/clusters', '/_next/hmr', '/unheard-of']) {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
        ),
      )
      socket.setEncoding('utf8').on('data', (more) => {
        text += more
      })
      socket.on('error', reject).on('close', () => resolve(text))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  }
})

test('every answer carries the protective headers, and each page a nonce of its own', async ({ baseURL }) => {
  for (const path of ['/sign-in', '/api/health', '/api/clusters', '/unheard-of', '/_next/static/x.js']) {
    const { headers } = await ask(baseURL, path)
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy'], path).not.toContain('unsafe')
  }
  const nonceOf = async () => {
    const { headers, body } = await ask(baseURL, '/sign-in')
    const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1]
    const scripts = body.match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
    return nonce
  }
  expect(await nonceOf()).not.toBe(await nonceOf())
})
