import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createScriptedNamespaces, thingKind } from '@/server/kube/testing/scripted-namespaces'
import type { Thing } from '@/server/kube/testing/scripted-source'
import { followType } from './followed-type'
import { createGate } from './gate'
import { openReach } from './reach'
import { KubeError, type KubeErrorKind } from './status-error'
import { createStore } from './store'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const failure = (kind: KubeErrorKind) => new KubeError(kind, { code: kind, sentence: `It is ${kind}.`, detail: null })
type Server = ReturnType<typeof createScriptedNamespaces>

/** Each namespace has a thing `web`. */
async function followed(prepare: (server: Server) => void, named: readonly string[] = ['shop'], kind = thingKind) {
  const server = createScriptedNamespaces()
  for (const namespace of ['shop', 'pay', 'bank']) server.sourceIn(namespace).set('web')
  prepare(server)
  const { store, writer } = createStore<Thing>({})
  const reach = openReach(named, server.questions, () => 0)
  const type = followType(
    { kind, store, writer, sourceOf: server.sourceOf, reach, gate: createGate(2) },
    () => undefined,
    () => 0,
  )
  onTestFinished(() => {
    type.close()
    reach.close()
  })
  const names = () => [...store.objects.values()].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()
  const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms)
  // The wide list is refused first, and only then does the clock begin to run.
  await settle(0)
  await settle()
  return { server, store, type, reach, names, settle }
}

describe('a type that may be read in all namespaces', () => {
  test('costs one list and one watch, and not a single access review', async () => {
    const { server, type, settle } = await followed((it) => it.grant('', 'shop'))
    await settle(600_000)
    expect(server.asked).toEqual([])
    expect(server.sourceIn('shop').asked).toEqual([])
    expect(server.sourceIn('').asked.filter((it) => it === 'list')).toHaveLength(1)
    expect(type.freshness()).not.toHaveProperty('coverage')
  })
})

describe('a type that may not be read in all namespaces', () => {
  test('is read from the named ones, and says which these are and which refuse', async () => {
    const { type, names } = await followed((it) => it.grant('shop', 'bank'), ['shop', 'pay', 'bank'])
    expect(names()).toEqual(['bank/web', 'shop/web'])
    expect(type.freshness()).toMatchObject({
      state: 'live',
      coverage: { namespaces: ['bank', 'shop'], refused: ['pay'], omitted: 0 },
    })
  })

  test('is read from those that are found too, without a list in any that refuses, or a word about it', async () => {
    const { server, type, names } = await followed((it) => {
      it.find(['bank', 'pay', 'shop'])
      it.grant('bank')
    }, [])
    expect(names()).toEqual(['bank/web'])
    expect(type.freshness()).toMatchObject({ coverage: { namespaces: ['bank'], refused: [] } })
    expect(server.sourceIn('shop').asked).toEqual([])
  })

  test('is looked for in default where nothing is named and nothing found, as kubectl does', async () => {
    const { server, type, names, settle } = await followed((it) => it.grant('shop'), [])
    expect(server.asked).toEqual(['review default'])
    expect(type.freshness()).toMatchObject({ state: 'forbidden', problem: { code: 'forbidden' } })
    server.sourceIn('default').set('web')
    server.grant('default')
    await settle(2_000)
    expect(names()).toEqual(['default/web'])
  })

  test('is being loaded until every namespace was asked about, never forbidden or empty before', async () => {
    const { server, type, settle } = await followed((it) => it.find(undefined), [])
    await settle(10_000)
    expect(type.freshness()).toMatchObject({ state: 'syncing' })
    server.grant('pay')
    server.find(['shop', 'pay'])
    await settle(500)
    expect(type.freshness()).toMatchObject({ state: 'live', coverage: { namespaces: ['pay'] } })
  })

  test('asks for the objects themselves where the rules are not all that counts', async () => {
    const { server, names } = await followed(
      (it) => {
        it.keepRulesBack()
        it.grant('shop')
      },
      ['shop', 'pay'],
    )
    expect(server.asked).toEqual(expect.arrayContaining(['answers shop', 'answers pay']))
    expect(names()).toEqual(['shop/web'])
  })

  test('loses the rows of a namespace whose watch is refused, and says so', async () => {
    const { server, type, names, settle } = await followed((it) => it.grant('shop', 'pay'), ['shop', 'pay'])
    server.revoke('pay')
    server.breakOff('pay')
    await settle()
    expect(names()).toEqual(['shop/web'])
    expect(type.freshness()).toMatchObject({ state: 'live', coverage: { namespaces: ['shop'], refused: ['pay'] } })
  })

  test('loses the rows of a namespace whose right is taken while its watch goes on in silence', async () => {
    const { server, names, settle } = await followed((it) => it.grant('shop', 'pay'), ['shop', 'pay'])
    server.revoke('pay')
    await settle(2_000)
    expect(names()).toEqual(['shop/web'])
    server.sourceIn('pay').set('late')
    await settle()
    expect(names()).toEqual(['shop/web'])
  })

  test('has the rows of a namespace within two seconds of the right to them', async () => {
    const { server, type, names, settle } = await followed((it) => it.grant('shop'), ['shop', 'pay'])
    await settle(200_000)
    server.grant('pay')
    await settle(2_000)
    expect(names()).toEqual(['pay/web', 'shop/web'])
    expect(type.freshness()).toMatchObject({ state: 'live', coverage: { refused: [] } })
  })

  test('does not believe rules against practice: a list is refused once, then asked for without showing it', async () => {
    const { server, type, settle } = await followed((it) => it.grant('shop', 'pay'), ['shop', 'pay'])
    server.breakOff('pay')
    server.sourceIn('pay').asked.length = 0
    await settle(20_000)
    expect(server.asked).toContain('answers pay')
    expect(type.freshness()).toMatchObject({ state: 'live' })
  })

  test('follows namespaces that come and go', async () => {
    const { server, reach, names, settle } = await followed((it) => {
      it.find(['shop'])
      it.grant('shop', 'bank')
    }, [])
    await settle(400_000)
    server.asked.length = 0
    server.find(['bank', 'shop'])
    reach.wake()
    await settle()
    expect(names()).toEqual(['bank/web', 'shop/web'])
    expect(server.asked).toEqual(['review bank'])
    server.find(['bank'])
    reach.wake()
    await settle()
    expect(names()).toEqual(['bank/web'])
  })
})

describe('one namespace of several', () => {
  const both = (it: Server) => it.grant('shop', 'pay')

  test('that has lost events lists anew for itself alone', async () => {
    const { server, names, settle } = await followed(both, ['shop', 'pay'])
    server.sourceIn('pay').remove('web', { lost: true })
    server.sourceIn('pay').set('db', { lost: true })
    server.sourceIn('pay').end(failure('expired'))
    await settle()
    expect(names()).toEqual(['pay/db', 'shop/web'])
    expect(server.sourceIn('shop').asked).toEqual(['list', 'watch 2'])
  })

  test('that fails makes the type as old as its rows, which stay', async () => {
    const { server, type, names, settle } = await followed(both, ['shop', 'pay'])
    server.sourceIn('pay').refuse(failure('server'))
    server.sourceIn('pay').end(failure('server'))
    await settle(5_000)
    expect(names()).toEqual(['pay/web', 'shop/web'])
    expect(type.freshness()).toMatchObject({
      state: 'stale',
      problem: { code: 'server' },
      coverage: { namespaces: ['pay', 'shop'] },
    })
  })

  test('goes on at once when the server is back', async () => {
    const { server, type, settle } = await followed(both, ['shop', 'pay'])
    for (const namespace of ['shop', 'pay']) server.sourceIn(namespace).refuse(failure('unreachable'))
    for (const namespace of ['shop', 'pay']) server.sourceIn(namespace).end(failure('unreachable'))
    type.suspect(failure('unreachable').problem)
    await settle(60_000)
    expect(type.freshness().state).toBe('stale')
    server.grant('shop', 'pay')
    type.resume()
    await settle()
    expect(type.freshness().state).toBe('live')
  })
})

describe('the right to all namespaces', () => {
  test('when it comes back, makes one watch of many within two seconds, and no row goes away for it', async () => {
    const { server, store, type, names, settle } = await followed((it) => it.grant('shop'))
    await settle(100_000)
    const gone: string[] = []
    store.subscribe((before, after) => {
      if (after === undefined && before !== undefined) gone.push(before.metadata.name)
    })
    server.grant('')
    await settle(2_000)
    expect(names()).toEqual(['bank/web', 'pay/web', 'shop/web'])
    expect(gone).toEqual([])
    expect(type.freshness().state).toBe('live')
    expect(type.freshness()).not.toHaveProperty('coverage')
    const asked = server.asked.length
    server.sourceIn('shop').set('late')
    await settle(600_000)
    expect([names(), server.asked.length]).toEqual([['bank/web', 'pay/web', 'shop/web'], asked])
  })

  test('when it goes, leaves the rows of the namespaces that are still granted', async () => {
    const { server, type, names, settle } = await followed((it) => it.grant('', 'shop'))
    expect(names()).toEqual(['bank/web', 'pay/web', 'shop/web'])
    server.revoke('')
    server.breakOff('')
    await settle()
    expect(names()).toEqual(['shop/web'])
    expect(type.freshness()).toMatchObject({ state: 'live', coverage: { namespaces: ['shop'] } })
  })

  test('is all there is to a type of the cluster itself: it stays forbidden without it', async () => {
    const { server, type, settle } = await followed((it) => it.grant('shop'), ['shop'], {
      ...thingKind,
      namespaced: false as never,
    })
    await settle(10_000)
    expect(type.freshness()).toMatchObject({ state: 'forbidden', problem: { sentence: 'You may not.' } })
    expect(server.asked).toEqual([])
  })
})

describe('hundreds of namespaces', () => {
  const many = Array.from({ length: 300 }, (_, n) => `team-${n}`)

  test('are read a few at a time, and asked about at most five times a second after the first round', async () => {
    const { server, names, type, settle } = await followed((it) => {
      it.find(many)
      for (const namespace of many) it.sourceIn(namespace).set('web')
      it.grant(...many)
    }, [])
    expect(names()).toHaveLength(300)
    expect(type.freshness()).toMatchObject({ state: 'live' })
    await settle(400_000)
    expect(server.asked.length).toBeGreaterThan(600)
    expect(server.asked.length).toBeLessThan(300 + 5 * 400)
  })

  test('beyond three hundred are counted and not followed', async () => {
    const most = Array.from({ length: 310 }, (_, n) => `team-${n}`)
    const { type } = await followed((it) => {
      it.find(most)
      it.grant(...most)
    }, [])
    const { coverage } = type.freshness()
    expect([coverage?.namespaces.length, coverage?.omitted]).toEqual([300, 10])
  })
})

test('a type that is closed asks nothing any more', async () => {
  const { server, type, settle } = await followed((it) => it.grant('shop'), ['shop', 'pay'])
  type.close()
  const asked = () => [server.asked.length, server.sourceIn('').asked.length, server.sourceIn('shop').asked.length]
  await settle()
  const before = asked()
  await settle(300_000)
  expect(asked()).toEqual(before)
})
