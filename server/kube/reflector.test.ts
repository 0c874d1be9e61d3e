import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openReflector } from './reflector'
import { KubeError, type KubeErrorKind } from './status-error'
import { createStore } from './store'
import { createScriptedSource, type Thing } from './testing/scripted-source'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const failure = (kind: KubeErrorKind, retryAfterSeconds?: number) =>
  new KubeError(kind, { code: kind, sentence: `It is ${kind}.`, detail: null }, { retryAfterSeconds })

async function followed(prepare?: (server: ReturnType<typeof createScriptedSource>) => void) {
  const server = createScriptedSource()
  server.set('web')
  server.set('api')
  prepare?.(server)
  const { store, writer } = createStore<Thing>({})
  const reflector = openReflector(
    server.source,
    writer,
    () => undefined,
    () => 0,
  )
  const names = () => [...store.objects.values()].map((it) => it.metadata.name).sort()
  const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
  await settle()
  return { server, store, reflector, names, settle }
}

describe('a reflector', () => {
  test('lists, then follows from the version of the list', async () => {
    const { server, reflector, names, settle } = await followed()
    expect(names()).toEqual(['api', 'web'])
    expect(reflector.freshness().state).toBe('live')
    expect(server.asked).toEqual(['list', 'watch 3'])
    server.set('db')
    await settle()
    server.remove('web')
    await settle()
    expect(names()).toEqual(['api', 'db'])
  })

  test('goes on from the last bookmark when a watch ends in good order', async () => {
    const { server, reflector, settle } = await followed()
    server.set('db', { lost: true })
    server.bookmark()
    await settle(60_000)
    server.end()
    await settle()
    expect(server.asked.at(-1)).toBe('watch 4')
    expect(reflector.freshness().state).toBe('live')
  })

  test('does not reopen a watch that ends at once in a busy loop', async () => {
    const { server, settle } = await followed()
    server.end()
    await settle()
    expect(server.asked).toHaveLength(2)
    await settle(600)
    expect(server.asked).toHaveLength(3)
  })

  test('reads the list anew when its version has expired, and drops what vanished meanwhile', async () => {
    const { server, reflector, names, settle } = await followed()
    server.remove('web', { lost: true })
    server.set('db', { lost: true })
    server.end(failure('expired'))
    await settle(1)
    expect(server.asked.slice(2)).toEqual(['list', 'watch 5'])
    expect(names()).toEqual(['api', 'db'])
    expect(reflector.freshness().state).toBe('live')
  })

  test('lists at once when the server comes back from being away and its version has expired', async () => {
    const { server, settle } = await followed()
    server.end(failure('unreachable'))
    await settle(1_000)
    const before = server.asked.length
    server.end(failure('expired'))
    await settle(1)
    expect(server.asked.slice(before)).toContain('list')
  })

  test('rests between the lists of a server that expires every watch', async () => {
    const { server, settle } = await followed()
    for (let i = 0; i < 6; i++) {
      server.end(failure('expired'))
      await settle(1_000)
    }
    expect(server.asked.filter((it) => it === 'list').length).toBeLessThanOrEqual(4)
  })

  test('does not hold old failures against a server whose watches held in between, however quiet they were', async () => {
    const { server, settle } = await followed()
    for (let i = 0; i < 8; i++) {
      server.end(failure('unreachable'))
      await settle(10_000)
    }
    server.end(failure('unreachable'))
    const before = server.asked.length
    await settle(1_000)
    expect(server.asked.slice(before)).toEqual(['version', 'watch 3'])
  })

  test('keeps its rows, marked with when they were right, while the server is away', async () => {
    const { server, reflector, names, settle } = await followed()
    const right = Date.now()
    await settle(5_000)
    server.refuse(failure('unreachable'))
    server.end(failure('unreachable'))
    await settle(10_000)
    expect(names()).toEqual(['api', 'web'])
    expect(reflector.freshness()).toMatchObject({ state: 'stale', since: right, problem: { code: 'unreachable' } })
  })

  test('goes on at once when it is told that the server is back, whatever wait it was in', async () => {
    const { server, reflector, names, settle } = await followed()
    server.refuse(failure('unreachable'))
    server.end(failure('unreachable'))
    await settle(120_000)
    server.refuse(undefined)
    const before = server.asked.length
    reflector.resume()
    await settle()
    expect(server.asked.slice(before)).toEqual(['version', 'watch 3'])
    server.set('db')
    await settle()
    expect(names()).toContain('db')
    expect(reflector.freshness().state).toBe('live')
  })

  test('lists anew when the server comes back with an older state, which a watch would never tell', async () => {
    const { server, names, settle } = await followed()
    server.goBack(1)
    server.set('old', { lost: true })
    server.end(failure('unreachable'))
    await settle(1_000)
    expect(server.asked.slice(2)).toEqual(['version', 'list', 'watch 2'])
    expect(names()).toEqual(['old'])
  })

  test('gives up a watch that has been silent for 75 s and opens another', async () => {
    const { server, reflector, settle } = await followed()
    await settle(74_000)
    expect(server.asked).toHaveLength(2)
    await settle(1_100)
    expect(reflector.freshness()).toMatchObject({ state: 'stale', problem: { code: 'silent-watch' } })
    await settle(1_000)
    expect(server.asked.at(-1)).toBe('watch 3')
    expect(reflector.freshness().state).toBe('live')
  })

  test('shows nothing of a type that it may not read any more, and everything within 2 s of getting it back', async () => {
    const { server, reflector, names, settle } = await followed()
    server.refuse(failure('forbidden'))
    server.end(failure('forbidden'))
    await settle(60_000)
    expect(names()).toEqual([])
    expect(reflector.freshness().state).toBe('forbidden')
    server.refuse(undefined)
    await settle(2_000)
    expect(names()).toEqual(['api', 'web'])
    expect(reflector.freshness().state).toBe('live')
  })

  test('waits as long as a throttling server says', async () => {
    const { server, settle } = await followed((it) => it.refuse(failure('throttled', 7)))
    await settle(6_900)
    expect(server.asked).toEqual(['list'])
    await settle(200)
    expect(server.asked).toEqual(['list', 'list'])
  })

  test('is broken, not empty, when it never had an answer', async () => {
    const { reflector } = await followed((it) => it.refuse(failure('server')))
    expect(reflector.freshness()).toMatchObject({ state: 'broken', problem: { sentence: 'It is server.' } })
  })

  test('asks nothing any more once it is closed', async () => {
    const { server, reflector, settle } = await followed()
    reflector.close()
    await settle(200_000)
    expect(server.asked).toHaveLength(2)
  })
})
