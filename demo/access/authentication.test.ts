import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

let rig: Rig
let port = 0
beforeAll(async () => {
  rig = await openRig()
  port = Number(new URL((await rig.request('/version')).url).port)
})
afterAll(() => rig[Symbol.asyncDispose]())

/** Header lines as they are written, twice where they are there twice. */
function ask(path: string, headers: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: ['host', 'demo', ...headers], agent: false }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
      .on('error', reject)
      .end()
  })
}

const anna = () => rig.cluster.people.persons[0]?.token ?? ''

describe('a bearer token is read as the real server reads it', () => {
  test.each([
    ['Bearer T', 200],
    ['bearer T', 200],
    ['  Bearer T  ', 200],
    ['Bearer T more', 200],
    ['Bearer  T', 401],
    ['Bearer', 401],
    ['Bearer ', 401],
    ['BearerT', 401],
    ['Basic T', 401],
    ['T', 401],
    ['Bearer T,', 401],
    ['Bearer wrong', 401],
    ['', 401],
  ])('"%s" gets %i', async (authorization, code) => {
    expect(await ask('/api/v1/pods?limit=1', ['authorization', authorization.replace('T', anna())])).toBe(code)
  })

  test('of two headers the first counts', async () => {
    const [good, bad] = [`Bearer ${anna()}`, 'Bearer wrong']
    expect(await ask('/api/v1/nodes', ['authorization', good, 'Authorization', bad])).toBe(200)
    expect(await ask('/api/v1/nodes', ['authorization', bad, 'Authorization', good])).toBe(401)
  })
})

test.each([
  ['/readyz', 200],
  ['/livez', 200],
  ['/healthz', 200],
  ['/version', 200],
  ['/version?pretty=1', 200],
  ['/readyz/', 401],
  ['/readyz/ping', 401],
  ['/readyz%2F..', 401],
  ['/api', 401],
  ['/apis', 401],
  ['/', 401],
  ['/demo/faults', 401],
  ['/nope', 401],
])('nobody in particular gets %s: %i', async (path, code) => {
  expect(await ask(path, [])).toBe(code)
})

test('a wrong token is no better where none is needed', async () => {
  expect(await ask('/readyz', ['authorization', 'Bearer wrong'])).toBe(401)
})

test('who needs no token impersonates nobody', async () => {
  expect(await ask('/version', ['impersonate-user', 'anna'])).toBe(403)
})
