import { describe, expect, test } from 'vitest'
import { judge } from './guard'

const hosts = new Set(['127.0.0.1:4600', 'localhost:4600', 'q.example.com'])
const here = 'http://127.0.0.1:4600'

interface Case {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signedIn?: boolean
  readonly search?: string
}

function ask(pathname: string, { method = 'GET', headers = {}, signedIn = false, search = '' }: Case = {}) {
  const all = new Headers({ host: '127.0.0.1:4600', ...headers })
  const verdict = judge({ method, pathname, search, headers: all, signedIn }, hosts)
  if (verdict.verdict === 'refuse') return `${verdict.status} ${verdict.problem.code}`
  return verdict.verdict === 'redirect' ? verdict.to : 'pass'
}

describe('without a session', () => {
  test.each(['/sign-in', '/api/sign-in', '/shared/any', '/api/health', '/icon.svg', '/_next/static/chunks/a.js'])(
    '%s is open',
    (path) => expect(ask(path)).toBe('pass'),
  )

  test.each([
    ['/', '/sign-in'],
    ['/prod/pods', '/sign-in?from=%2Fprod%2Fpods'],
    ['/live-worker.js', '/sign-in?from=%2Flive-worker.js'],
    ['/_next/image', '/sign-in?from=%2F_next%2Fimage'],
    ['/_next/static/..%2f..%2fapi%2fclusters', '/sign-in?from=%2F_next%2Fstatic%2F..%252f..%252fapi%252fclusters'],
    ['/sign-in/', '/sign-in?from=%2Fsign-in%2F'],
    ['/shared', '/sign-in?from=%2Fshared'],
    ['/shared/any/more', '/sign-in?from=%2Fshared%2Fany%2Fmore'],
    ['/shared/..', '/sign-in'],
    ['/sign-in/other', '/sign-in?from=%2Fsign-in%2Fother'],
    ['/SIGN-IN', '/sign-in?from=%2FSIGN-IN'],
    ['/API/clusters', '/sign-in?from=%2FAPI%2Fclusters'],
  ])('%s leads to %s', (path, to) => expect(ask(path)).toBe(to))

  test('what was looked for is kept', () =>
    expect(ask('/prod/pods', { search: '?q=web' })).toBe('/sign-in?from=%2Fprod%2Fpods%3Fq%3Dweb'))

  test.each(['/api', '/api/clusters', '/api/live/x', '/api/unheard-of', '/api/sign-in/x', '/api/health/x'])(
    '%s says 401',
    (path) => expect(ask(path)).toBe('401 signed-out'),
  )

  test('a spoofed header of the framework changes nothing', () => {
    for (const name of [
      'x-middleware-subrequest',
      'x-middleware-next',
      'x-matched-path',
      'x-invoke-path',
      'x-nextjs-data',
    ])
      expect(ask('/api/clusters', { headers: { [name]: 'proxy:proxy:proxy:proxy:proxy' } })).toBe('401 signed-out')
  })
})

describe('the Host header (DNS rebinding)', () => {
  test.each(['127.0.0.1:4600', 'localhost:4600', 'LOCALHOST:4600', 'q.example.com'])('%s is us', (host) =>
    expect(ask('/api/clusters', { headers: { host }, signedIn: true })).toBe('pass'),
  )

  test.each([
    'evil.example:4600',
    'evil.example',
    'localhost',
    'localhost:4601',
    '127.0.0.1.evil.example:4600',
    'evil@127.0.0.1:4600',
    '127.0.0.1:4600, evil.example',
    '0.0.0.0:4600',
    '',
  ])('"%s" is not, for open paths neither', (host) => {
    for (const path of ['/', '/sign-in', '/api/health', '/api/clusters', '/_next/static/a.js'])
      expect(ask(path, { headers: { host }, signedIn: true })).toBe('421 wrong-host')
  })

  test('a forwarded host does not stand in for it', () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': '127.0.0.1:4600' }
    expect(ask('/', { headers, signedIn: true })).toBe('421 wrong-host')
  })
})

describe('a change', () => {
  const marked = { 'x-quarterdeck': '1' }
  test.each([
    ['from here', { origin: here, ...marked }, 'pass'],
    ['from here, told by the browser alone', { 'sec-fetch-site': 'same-origin', ...marked }, 'pass'],
    ['from a proxy that ends TLS', { host: 'q.example.com', origin: 'https://q.example.com', ...marked }, 'pass'],
    ['without our header, as a form or a plain request sends it', { origin: here }, '403 no-client-header'],
    ['from nowhere', marked, '403 cross-origin'],
    ['from another site', { origin: 'http://evil.example', ...marked }, '403 cross-origin'],
    ['from another port', { origin: 'http://127.0.0.1:4601', ...marked }, '403 cross-origin'],
    ['from another name of ours', { origin: 'http://localhost:4600', ...marked }, '403 cross-origin'],
    ['from a longer name', { origin: `${here}.evil.example`, ...marked }, '403 cross-origin'],
    ['from a sandboxed page', { origin: 'null', 'sec-fetch-site': 'same-origin', ...marked }, '403 cross-origin'],
    ['from a file', { origin: 'file://127.0.0.1:4600', ...marked }, '403 cross-origin'],
    ['told as cross-site', { 'sec-fetch-site': 'cross-site', ...marked }, '403 cross-origin'],
    ['told as same-site', { 'sec-fetch-site': 'same-site', ...marked }, '403 cross-origin'],
  ])('%s', (_case, headers, verdict) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect(ask('/api/live/x', { method, headers, signedIn: true })).toBe(verdict)
  })

  test('from here still needs a session', () => {
    expect(ask('/api/live/x', { method: 'POST', headers: { origin: here, ...marked } })).toBe('401 signed-out')
    expect(ask('/prod/pods', { method: 'POST', headers: { origin: here, ...marked } })).toBe('401 signed-out')
  })

  test('a method that is called a GET in a header is still what it is', () => {
    expect(ask('/api/live/x', { method: 'POST', headers: { 'x-http-method-override': 'GET' }, signedIn: true })).toBe(
      '403 cross-origin',
    )
  })

  test.each(['/api/sign-out', '/api/sign-in/token', '/api/sign-in/link'])(
    '%s may come from a plain form, and only from here',
    (path) => {
      const from = (origin: string) => ask(path, { method: 'POST', headers: { origin }, signedIn: true })
      expect([from(here), from('http://evil'), from('null')]).toEqual(['pass', '403 cross-origin', '403 cross-origin'])
    },
  )

  test('the provider’s own server may say that somebody signed out; a page that is made to may not', () => {
    const say = (headers: Record<string, string>) => ask('/api/sign-out/oidc', { method: 'POST', headers })
    expect(say({})).toBe('pass')
    expect(say({ origin: 'https://evil.example' })).toBe('403 cross-origin')
    expect(say({ 'sec-fetch-site': 'cross-site' })).toBe('403 cross-origin')
    expect(ask('/api/sign-out/oidc', { method: 'PUT' })).toBe('403 cross-origin')
  })
})

describe('reading', () => {
  test.each(['cross-site', 'same-site'])('from the API, %s, is refused with a session too', (site) =>
    expect(ask('/api/clusters', { headers: { 'sec-fetch-site': site }, signedIn: true })).toBe('403 cross-site'),
  )

  test.each(['same-origin', 'none'])('from the API, %s, is right', (site) =>
    expect(ask('/api/clusters', { headers: { 'sec-fetch-site': site }, signedIn: true })).toBe('pass'),
  )

  test('a page may be reached by a link from anywhere', () =>
    expect(ask('/prod/pods', { headers: { 'sec-fetch-site': 'cross-site' }, signedIn: true })).toBe('pass'))

  test.each(['/api/sign-in', '/api/sign-in/oidc', '/api/sign-in/oidc/callback'])(
    '%s may be followed from elsewhere, not loaded by a page',
    (path) => {
      const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
      expect(ask(path, { headers })).toBe('pass')
      expect(ask(path, { headers: { ...headers, 'sec-fetch-dest': 'iframe' } })).toBe('403 cross-site')
      expect(ask(path, { headers: { ...headers, 'sec-fetch-mode': 'no-cors' } })).toBe('403 cross-site')
      expect(ask('/api/clusters', { headers, signedIn: true })).toBe('403 cross-site')
    },
  )
})
