import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { viewerOf } from '@/server/access/door/viewer'
import { cookieOf, openTestDoor, writeKubeconfig } from '@/server/access/testing/door-for-tests'
import { openReviewingCluster } from '@/server/access/testing/reviewing-cluster'
import type { Environment } from '@/server/config'
import { refreshTokens, signInWithToken } from './sign-in-token'

async function at(env: Environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const people = new Map([['anna-token', { user: 'anna', groups: ['sre'] }]])
  const cluster = await openReviewingCluster(people)
  const kubeconfig = writeKubeconfig(folder, { one: cluster.url, two: cluster.url })
  const made = await openTestDoor({ QUARTERDECK_SIGN_IN: 'token', QUARTERDECK_KUBECONFIG: kubeconfig, ...env })
  const post = (form: Record<string, string>) =>
    signInWithToken(new Request('http://x/', { method: 'POST', body: new URLSearchParams(form) }), made.door)
  const viewerBy = (response: Response) => viewerOf({ headers: new Headers({ cookie: cookieOf(response) }) }, made.door)
  return { ...made, people, cluster, post, viewerBy }
}

test('a token opens a session of the cluster that accepts it, and of no other', async () => {
  const { post, viewerBy, recorded } = await at()
  const response = await post({ cluster: 'one', token: ' anna-token\n', from: '/one/pods' })
  expect([response.status, response.headers.get('location')]).toEqual([303, '/one/pods'])
  const viewer = viewerBy(response)
  expect(viewer?.actorOn('one')).toMatchObject({ as: 'token', identity: { user: 'anna' }, token: 'anna-token' })
  expect(viewer?.actorOn('two')).toBeUndefined()
  expect(viewer?.isAdministrator).toBe(false)
  expect(await recorded()).toEqual(['sign-in done anna'])
})

test('a wrong token and an unknown cluster get the same answer, on record', async () => {
  const { post, recorded } = await at()
  const answers = []
  for (const form of [
    { cluster: 'one', token: 'wrong' },
    { cluster: 'unheard-of', token: 'anna-token' },
    { cluster: 'one', token: 'anna-token\r\nx-evil: 1' },
    { cluster: 'one', token: '' },
  ]) {
    const { status, headers } = await post(form)
    answers.push([status, headers.get('location'), headers.get('set-cookie')])
  }
  for (const answer of answers) expect(answer).toEqual([303, '/sign-in?problem=wrong-token', null])
  expect(new Set(await recorded())).toEqual(new Set(['sign-in refused somebody']))
})

test('a stranger to whom a cluster shows itself openly is nobody', async () => {
  const { post, people } = await at()
  people.set('any', { user: 'system:anonymous', groups: ['system:unauthenticated'] })
  expect((await post({ cluster: 'one', token: 'any' })).headers.get('location')).toBe('/sign-in?problem=wrong-token')
})

test('a session ends when its cluster accepts the token no more, and changes when its groups do', async () => {
  const { post, viewerBy, people, door, cluster } = await at()
  const response = await post({ cluster: 'one', token: 'anna-token' })
  const first = viewerBy(response)
  await refreshTokens(door)
  expect(viewerBy(response)).toBe(first)
  people.set('anna-token', { user: 'anna', groups: [] })
  await refreshTokens(door)
  const second = viewerBy(response)
  expect([first?.ended.aborted, second?.identity?.groups]).toEqual([true, []])
  people.delete('anna-token')
  await refreshTokens(door)
  expect([second?.ended.aborted, viewerBy(response)]).toEqual([true, undefined])
  expect(cluster.asked).toHaveLength(4)
})

test('a cluster that can not be asked ends nobody’s session', async () => {
  const { post, viewerBy, door, cluster } = await at()
  const response = await post({ cluster: 'one', token: 'anna-token' })
  cluster.server.closeAllConnections()
  cluster.server.close()
  await refreshTokens(door)
  expect(viewerBy(response)?.ended.aborted).toBe(false)
  const other = await post({ cluster: 'one', token: 'anna-token' })
  expect(other.headers.get('location')).toBe('/sign-in?problem=unreachable')
})

test('this way in can be shut', async () => {
  const { post } = await at({ QUARTERDECK_SIGN_IN: 'local' })
  expect((await post({ cluster: 'one', token: 'anna-token' })).status).toBe(404)
})
