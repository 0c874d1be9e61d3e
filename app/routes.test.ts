import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { judge } from '@/server/access/guard'
import { formRoutes, openRoutes } from '@/server/access/routes'

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
  const asked = { method, pathname, search: '', headers, signedIn: () => false }
  return judge(asked, new Set(['127.0.0.1:4600'])).verdict === 'pass'
}

describe('what answers without a session', () => {
  test('of all routes and files, exactly these', () => {
    const open = [...new Set([...routes, ...publicFiles])].filter((path) => answersStrangers(path, 'GET'))
    const announced = ['/api/health', '/api/sign-in', '/icon.svg', '/sign-in']
    expect(announced).toEqual(expect.arrayContaining(open))
    expect(open).toEqual(expect.arrayContaining(['/api/health', '/api/sign-in']))
  })

  test('the list says nothing more', () => {
    expect(openRoutes).toEqual([
      '/sign-in',
      '/api/sign-in',
      '/api/health',
      '/icon.svg',
      '/favicon.ico',
      '/_next/static/',
    ])
    expect(formRoutes).toEqual(['/api/sign-out'])
  })

  test.each(routes)('%s changes nothing for a stranger', (path) => {
    if (openRoutes.includes(path)) return
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect(answersStrangers(path, method)).toBe(false)
  })
})

test.each([
  ['page.tsx', '/'],
  ['[cluster]/pods/page.tsx', '/any-cluster/pods'],
  ['(frame)/[cluster]/nodes/[...name]/page.tsx', '/any-cluster/nodes/any-name'],
  ['api/live/[channel]/route.ts', '/api/live/any-channel'],
  ['icon.svg', '/icon.svg'],
  ['[cluster]/layout.tsx', undefined],
])('app/%s answers %s', (file, path) => expect(pathOf(file)).toBe(path))
