import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { judge } from '@/server/access/door/guard'
import { declarations, declaredFor } from '@/server/access/door/routes'

const root = fileURLToPath(new URL('..', import.meta.url))
const filesUnder = (folder: string) => readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })

/** A path that a file under app/ answers; every parameter is given a value, route groups leave no trace. */
function pathOf(file: string): string | undefined {
  const route = /^(?:(.*)\/)?(?:(page|route)\.tsx?|((?:icon|apple-icon|favicon|opengraph-image)\.\w+))$/.exec(file)
  if (route === null) return undefined
  const [, folder = '', , metadata] = route
  const parts = folder.split('/').filter((part) => part !== '' && !/^\(.*\)$/.test(part))
  return `/${[...parts.map((part) => part.replace(/^\[+(?:\.\.\.)?(.*?)\]+$/, 'any-$1')), ...(metadata ? [metadata] : [])].join('/')}`
}

const routes = filesUnder('app')
  .map(pathOf)
  .filter((path) => path !== undefined)
const publicFiles = filesUnder('public').map((file) => `/${file}`)

/** What the guard lets through, with everything right but a session. */
function answersStrangers(pathname: string, method: string): boolean {
  const origin = 'http://127.0.0.1:4600'
  const headers = new Headers({ host: '127.0.0.1:4600', origin, 'x-quarterdeck': '1' })
  const asked = { method, pathname, search: '', headers, signedIn: false }
  return judge(asked, new Set(['127.0.0.1:4600'])).verdict === 'pass'
}

describe('what answers without a session', () => {
  test('of all routes and files, exactly these', () => {
    const open = [...new Set([...routes, ...publicFiles])].filter((path) => answersStrangers(path, 'GET'))
    expect(open.sort()).toEqual([
      '/api/health',
      '/api/sign-in',
      '/api/sign-in/link',
      '/api/sign-in/oidc',
      '/api/sign-in/oidc/callback',
      '/api/sign-in/token',
      '/api/sign-out/oidc',
      '/icon.svg',
      '/shared/any-code',
      '/sign-in',
    ])
  })

  test('the declarations open nothing more', () => {
    const open = Object.entries(declarations).filter(([, { caller }]) => caller !== 'signed-in')
    const known = open.filter(([path]) => !['/favicon.ico', '/_next/static/**'].includes(path))
    expect(known.map(([path]) => path.replace('*', 'any-code')).filter((path) => !routes.includes(path))).toEqual([])
  })

  test.each(routes)('%s changes nothing for a stranger', (path) => {
    if (declaredFor(path).caller !== 'signed-in') return
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect(answersStrangers(path, method)).toBe(false)
  })
})

test('every route of the API declares who may call it', () => {
  const undeclared = routes.filter(
    (path) => path.startsWith('/api/') && declaredFor(path) === declaredFor('/undeclared'),
  )
  expect(undeclared).toEqual([])
})

test.each([
  ['page.tsx', '/'],
  ['[cluster]/pods/page.tsx', '/any-cluster/pods'],
  ['(frame)/[cluster]/nodes/[...name]/page.tsx', '/any-cluster/nodes/any-name'],
  ['api/live/[channel]/route.ts', '/api/live/any-channel'],
  ['icon.svg', '/icon.svg'],
  ['[cluster]/layout.tsx', undefined],
])('app/%s answers %s', (file, path) => expect(pathOf(file)).toBe(path))
