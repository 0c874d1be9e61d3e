import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openTestDoor, writeKubeconfig } from '@/server/access/testing/door-for-tests'
import { openReviewingCluster } from '@/server/access/testing/reviewing-cluster'
import { admit } from './admit'
import type { Door } from './door'
import { requestHeader } from './intake'

function folder() {
  const made = mkdtempSync(join(tmpdir(), 'quarterdeck-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

const told = async (door: Door, pathname: string, headers: Record<string, string>) => {
  const admission = await admit({ pathname, headers: new Headers(headers) }, door)
  if ('session' in admission) return admission.session
  return 'none' in admission ? 'none' : `${admission.status} ${admission.problem.code}`
}

describe('a script with a bearer token', () => {
  async function at() {
    const people = new Map([['anna-token', { user: 'anna', groups: ['shop:sre', 'system:authenticated'] }]])
    const cluster = await openReviewingCluster(people)
    const other = await openReviewingCluster(new Map())
    const kubeconfig = writeKubeconfig(folder(), { one: cluster.url, two: other.url, 'three/3': cluster.url })
    const made = await openTestDoor({ QUARTERDECK_SIGN_IN: 'token', QUARTERDECK_KUBECONFIG: kubeconfig })
    const ask = (pathname: string, token: string, more = {}) =>
      told(made.door, pathname, { authorization: `Bearer ${token}`, ...more })
    return { ...made, cluster, other, people, ask }
  }

  test('is who the cluster in the path says, and asks that one cluster with the token', async () => {
    const { ask, cluster, recorded } = await at()
    const session = await ask('/api/clusters/one/views/pods', 'anna-token')
    if (typeof session === 'string') throw new Error(session)
    const identity = { user: 'anna', groups: ['shop:sre', 'system:authenticated'] }
    expect(session.actorOn('one')).toEqual({ as: 'token', identity, token: 'anna-token' })
    expect(session.actorOn('two')).toBeUndefined()
    expect(session.isAdministrator).toBe(false)
    expect(JSON.stringify(session)).not.toContain('anna-token')
    expect(cluster.asked).toEqual(['anna-token'])
    expect(await recorded()).toEqual(['sign-in done anna'])
  })

  test('has one session for all its requests, and the cluster is asked now and then only', async () => {
    const { ask, cluster, clock, recorded } = await at()
    const first = await ask('/api/clusters/one/views/pods', 'anna-token')
    expect(await ask('/api/clusters/one/logs', 'anna-token')).toBe(first)
    clock.now += 59_000
    expect(await ask('/api/live/x', 'anna-token', { 'x-quarterdeck-cluster': 'one' })).toBe(first)
    expect(cluster.asked).toHaveLength(1)
    clock.now += 2_000
    expect(await ask('/api/clusters/one/logs', 'anna-token')).toBe(first)
    expect([cluster.asked.length, (await recorded()).length]).toEqual([2, 1])
  })

  test('that the cluster accepts no more is out within a minute, streams included', async () => {
    const { ask, people, clock } = await at()
    const session = await ask('/api/clusters/one/views/pods', 'anna-token')
    people.delete('anna-token')
    clock.now += 61_000
    expect(await ask('/api/clusters/one/views/pods', 'anna-token')).toBe('401 wrong-token')
    expect(typeof session !== 'string' && session.ended.aborted).toBe(true)
  })

  test('that the cluster accepts no more ends its streams though it asks for nothing any more', async () => {
    const { ask, people, clock, door } = await at()
    const session = await ask('/api/clusters/one/logs', 'anna-token')
    people.delete('anna-token')
    clock.now += 61_000
    await door.bearers.sweep()
    expect(typeof session !== 'string' && session.ended.aborted).toBe(true)
  })

  test('of other groups now is somebody else: what is open as before ends', async () => {
    const { ask, people, clock } = await at()
    const before = await ask('/api/clusters/one/views/pods', 'anna-token')
    people.set('anna-token', { user: 'anna', groups: [] })
    clock.now += 61_000
    const after = await ask('/api/clusters/one/views/pods', 'anna-token')
    expect([after === before, typeof before !== 'string' && before.ended.aborted]).toEqual([false, true])
  })

  test.each([
    ['another cluster', '/api/clusters/two/views/pods', 'anna-token', '401 wrong-token'],
    ['a cluster that there isn’t', '/api/clusters/none/views/pods', 'anna-token', '401 wrong-token'],
    ['a wrong token', '/api/clusters/one/views/pods', 'wrong', '401 wrong-token'],
    ['a token with more in it', '/api/clusters/one/views/pods', 'anna-token;x', '401 wrong-token'],
    ['no cluster', '/api/live/x', 'anna-token', '401 which-cluster'],
    ['a cluster that can’t be decoded', '/api/clusters/%E0%A4%A/logs', 'anna-token', '401 wrong-token'],
  ])('is refused with %s', async (_case, path, token, refusal) => {
    const { ask } = await at()
    expect(await ask(path, token)).toBe(refusal)
  })

  test('that is wrong is on record, once a minute; too many from one address get a short answer', async () => {
    const { ask, recorded } = await at()
    const answers = []
    for (let times = 0; times < 121; times++) answers.push(await ask('/api/clusters/none/logs', `wrong${times}`))
    expect(await ask('/api/clusters/none/logs', 'wrong0')).toBe('401 wrong-token')
    expect([answers[119], answers[120]]).toEqual(['401 wrong-token', '429 too-many-tokens'])
    expect(new Set(await recorded())).toEqual(new Set(['sign-in refused somebody']))
    expect(await recorded()).toHaveLength(120)
    expect(typeof (await ask('/api/clusters/one/logs', 'anna-token'))).toBe('object')
  })

  test('never goes out as the kubeconfig itself, nor to another cluster', async () => {
    const { ask, cluster, other } = await at()
    await ask('/api/clusters/one/views/pods', 'wrong')
    await ask('/api/clusters/three%2F3/views/pods', 'anna-token')
    expect([cluster.asked, other.asked]).toEqual([['wrong', 'anna-token'], []])
  })

  test('is not let in by a cookie that comes along, nor as a proxy’s person', async () => {
    const { ask } = await at()
    expect(
      await ask('/api/clusters/one/logs', 'wrong', { 'x-forwarded-user': 'anna', cookie: 'quarterdeck-4600=x' }),
    ).toBe('401 wrong-token')
  })

  test('waits when the cluster can not be asked, and is not forgotten as wrong', async () => {
    const { ask, cluster } = await at()
    cluster.server.closeAllConnections()
    cluster.server.close()
    expect(await ask('/api/clusters/one/logs', 'anna-token')).toBe('503 connection-refused')
  })

  test('is refused where this way in is shut', async () => {
    const { door } = await openTestDoor()
    expect(await told(door, '/api/clusters/one/logs', { authorization: 'Bearer x' })).toBe('401 no-tokens')
  })

  test('is refused when its sign-in can not be recorded', async () => {
    const { ask, breakRecords } = await at()
    await breakRecords()
    expect(await ask('/api/clusters/one/logs', 'anna-token')).toBe('503 not-recorded')
  })
})

describe('a person whom a proxy names', () => {
  async function at(env = {}) {
    const made = await openTestDoor({
      QUARTERDECK_SIGN_IN: 'proxy',
      QUARTERDECK_PROXY_PEERS: '10.0.0.0/8',
      QUARTERDECK_DEPUTY: 'kubeconfig',
      QUARTERDECK_DEPUTY_GROUPS: 'shop:*',
      ...env,
    })
    const door: Door = {
      ...made.door,
      // What the socket says is the intake's own matter (intake.test.ts).
      intake: {
        ...made.door.intake,
        of: (headers) => ({
          address: '10.9.9.9',
          fromPeer: headers.get(requestHeader) === 'of a peer',
          onClose: () => undefined,
        }),
      },
    }
    const ask = (user: string, groups: string, from = 'of a peer') =>
      told(door, '/api/clusters', { [requestHeader]: from, 'x-forwarded-user': user, 'x-forwarded-groups': groups })
    return { ...made, ask }
  }

  test('acts through the deputy, with the groups of the allow-list and never the cluster’s own', async () => {
    const { ask } = await at()
    const session = await ask('sam', 'shop:dev, system:masters,other , shop:sre')
    expect(typeof session === 'string' ? session : session.actorOn('any')).toEqual({
      as: 'deputy',
      identity: { user: 'sam', groups: ['shop:dev', 'shop:sre'] },
    })
  })

  test('has one session for all requests, recorded once; other groups end it', async () => {
    const { ask, recorded } = await at()
    const [first, second] = [await ask('sam', 'shop:a,shop:b'), await ask('sam', 'shop:b,shop:a')]
    expect(second).toBe(first)
    const third = await ask('sam', 'shop:a')
    expect([third === first, typeof first !== 'string' && first.ended.aborted]).toEqual([false, true])
    expect(await recorded()).toEqual(['sign-in done sam', 'sign-in done sam'])
  })

  test('is nobody when the headers come from somewhere else, or this way in is shut', async () => {
    expect(await (await at()).ask('sam', '', 'of somebody')).toBe('none')
    expect(await (await at({ QUARTERDECK_SIGN_IN: 'local' })).ask('sam', '')).toBe('none')
  })

  test.each(['system:admin', 'system:serviceaccount:kube-system:default', ''])('may not be "%s"', async (user) => {
    expect(await (await at()).ask(user, '')).toBe('403 not-a-person')
  })

  test('is an administrator only by name or group of the list', async () => {
    const { ask } = await at({ QUARTERDECK_ADMINISTRATORS: 'ada,group:shop:admins' })
    const isAdministrator = async (user: string, groups: string) => {
      const session = await ask(user, groups)
      return typeof session !== 'string' && session.isAdministrator
    }
    expect(await isAdministrator('ada', '')).toBe(true)
    expect(await isAdministrator('sam', 'shop:admins')).toBe(true)
    expect(await isAdministrator('group:shop:admins', '')).toBe(false)
    expect(await isAdministrator('eve', 'shop:other')).toBe(false)
  })
})
