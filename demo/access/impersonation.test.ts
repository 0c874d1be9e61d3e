import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig[Symbol.asyncDispose]())

const whoami = '/apis/authentication.k8s.io/v1/selfsubjectreviews'

async function ask(as: 'deputy' | 'admin' | 'reader', impersonated: readonly (readonly [string, string])[]) {
  const headers = Object.fromEntries(impersonated.map(([name, value]) => [`impersonate-${name}`, value]))
  const sender = rig.cluster.people[as].token
  const { code, body } = await rig.json(whoami, { method: 'POST', body: '{}', as: sender, headers })
  return { code, message: body.message, info: code === 201 ? body.status['userInfo'] : undefined }
}

test.each([
  [[['user', 'tess']], { username: 'tess', groups: ['system:authenticated'] }],
  [
    [
      ['user', 'tess'],
      ['group', 'shop:sre'],
    ],
    { username: 'tess', groups: ['shop:sre', 'system:authenticated'] },
  ],
  [
    [
      ['user', 'tess'],
      ['group', 'system:authenticated'],
    ],
    { username: 'tess', groups: ['system:authenticated'] },
  ],
] as const)('the deputy speaks for %j', async (impersonated, info) => {
  expect(await ask('deputy', impersonated)).toMatchObject({ code: 201, info })
})

const deputy = 'User "system:serviceaccount:quarterdeck:deputy" cannot impersonate resource'
test.each([
  [
    'deputy',
    [['group', 'x']],
    400,
    'requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string{"x"}, Extra:map[string][]string(nil)} without impersonating a user name',
  ],
  [
    'deputy',
    [
      ['user', 'tess'],
      ['uid', '12'],
    ],
    403,
    `uids.authentication.k8s.io "12" is forbidden: ${deputy} "uids" in API group "authentication.k8s.io" at the cluster scope`,
  ],
  [
    'deputy',
    [
      ['user', 'tess'],
      ['extra-scopes', 'view'],
    ],
    403,
    `userextras.authentication.k8s.io "view" is forbidden: ${deputy} "userextras/scopes" in API group "authentication.k8s.io" at the cluster scope`,
  ],
  [
    'deputy',
    [['user', 'system:serviceaccount:quarterdeck:reader']],
    403,
    `serviceaccounts "reader" is forbidden: ${deputy} "serviceaccounts" in API group "" in the namespace "quarterdeck"`,
  ],
  [
    'reader',
    [['user', 'anna']],
    403,
    'users "anna" is forbidden: User "system:serviceaccount:quarterdeck:reader" cannot impersonate resource "users" in API group "" at the cluster scope',
  ],
] as const)('%s may not speak for %j', async (as, impersonated, code, message) => {
  expect(await ask(as, impersonated)).toMatchObject({ code, message })
})

test('an administrator gives uid and extras, a service account keeps its groups', async () => {
  const account = 'system:serviceaccount:cart:api'
  const given = [
    ['user', account],
    ['uid', '5'],
    ['extra-acme.com%2fscopes', 'a'],
  ] as const
  expect((await ask('admin', given)).info).toEqual({
    username: account,
    uid: '5',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:cart', 'system:authenticated'],
    extra: { 'acme.com/scopes': ['a'] },
  })
  expect((await ask('admin', [...given.slice(0, 1), ['group', 'x']])).info).toMatchObject({
    groups: ['x', 'system:authenticated'],
  })
})

test('a header for each group; of two users the first counts, as on the real server', async () => {
  const { port } = new URL((await rig.request('/version')).url)
  const lines = ['impersonate-user', 'a', 'impersonate-user', 'b', 'impersonate-group', 'x,y', 'impersonate-group', 'z']
  const headers = ['host', 'demo', 'authorization', `Bearer ${rig.cluster.people.deputy.token}`, ...lines]
  const [response] = (await once(
    request({ host: '127.0.0.1', port, path: whoami, method: 'POST', headers, agent: false }).end('{}'),
    'response',
  )) as [IncomingMessage]
  expect(await json(response)).toMatchObject({
    status: { userInfo: { username: 'a', groups: ['x,y', 'z', 'system:authenticated'] } },
  })
})

test('who is spoken for decides what is allowed, not who speaks', async () => {
  const status = async (path: string, headers: Record<string, string>) =>
    (await rig.request(path, { as: rig.cluster.people.admin.token, headers })).status
  expect(await status('/api/v1/nodes', { 'impersonate-user': 'tess' })).toBe(403)
  expect(await status('/api/v1/nodes', { 'impersonate-user': 'x', 'impersonate-group': 'shop:sre' })).toBe(200)
  expect(await status('/version', { 'impersonate-user': 'system:anonymous' })).toBe(200)
  expect(await status('/api', { 'impersonate-user': 'system:anonymous' })).toBe(403)
})
