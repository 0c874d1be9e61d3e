import { readdirSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { createLedger } from '@/server/audit/ledger'
import { openDatabase } from '@/server/database/database'
import { freshFolder } from '@/server/database/testing/fresh-place'
import { openApiServer } from '@/server/kube/testing/api-server'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf } from '@/server/kube/testing/kubeconfig'
import { createTransport } from '@/server/kube/transport'
import { revealValue } from './reveal'
import { readSecret } from './secret'

const folder = createFolder()
afterAll(() => folder.remove())

const secret = { namespace: 'shop', name: 'db' }
const who = { person: 'anna', groups: ['sre'], provider: 'token', through: 'token' } as const
const canary = 'c4n4ry-hunter2'
const data = { password: btoa(canary), empty: '', key: Buffer.from([0xff, 0xfe, 0x00]).toString('base64') }
const there = { kind: 'Secret', type: 'Opaque', metadata: { uid: 'u1', labels: { app: 'db' } }, data }
const status = (code: number) => ({ kind: 'Status', apiVersion: 'v1', code, message: 'no' })

/** An API server with one Secret, or that refuses, and a true ledger. `asked` are the paths that it was asked. */
async function open(body: object | string = there, whenAsked: () => unknown = () => undefined) {
  const asked: string[] = []
  const server = await openApiServer(({ url = '' }, response) => {
    asked.push(url)
    void Promise.resolve(whenAsked()).then(() => send(response, body))
  })
  onTestFinished(() => server.close())
  const transport = createTransport(contextOf(folder.path, { server: server.url }))
  onTestFinished(() => transport.close())
  const place = freshFolder()
  const database = await openDatabase({ engine: 'sqlite', folder: place })
  onTestFinished(() => database.close())
  const ledger = createLedger(database, () => 1)
  const { signal } = new AbortController()
  const reveal = (key: string) => revealValue({ transport, ledger, who, cluster: 'prod', secret, key, signal })
  const read = () => readSecret(transport, secret, signal)
  const acts = async () => {
    const page = await ledger.read({ question: {}, whose: null, limit: 9 })
    if ('problem' in page) throw new Error(page.problem.sentence)
    return page.acts
  }
  return { asked, database, place, reveal, read, acts }
}

function send(response: ServerResponse, body: object | string) {
  response.statusCode = typeof body === 'object' && 'code' in body ? Number(body.code) : 200
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

test.each([
  ['password', 'text', canary],
  ['empty', 'text', ''],
  ['key', 'base64', '//4A'],
])('the value of %s comes as %s', async (key, encoding, value) => {
  const { reveal } = await open()
  expect(await reveal(key)).toEqual({ revealed: { key, encoding, value } })
})

test('who looked at which value is on record, the value is not, nor in any file of the database', async () => {
  const { reveal, acts, place } = await open()
  await reveal('password')
  const [act] = await acts()
  expect(act).toMatchObject({
    kind: 'intent',
    person: 'anna',
    groups: ['sre'],
    through: 'token',
    verb: 'reveal-secret',
    cluster: 'prod',
    resource: 'secrets',
    namespace: 'shop',
    name: 'db/password',
    outcome: 'done',
  })
  expect(JSON.stringify(act)).not.toContain(canary)
  for (const file of readdirSync(place)) {
    const bytes = readFileSync(join(place, file))
    expect([bytes.includes(canary), bytes.includes(data.password)]).toEqual([false, false])
  }
})

test('what can’t be recorded is not read', async () => {
  const { reveal, database, asked } = await open()
  await database.query.schema.alterTable('audit_records').renameTo('elsewhere').execute()
  expect(await reveal('password')).toMatchObject({ problem: { code: 'not-recorded' } })
  expect(asked).toEqual([])
})

test('the record is there before the API server is asked', async () => {
  const seen: string[] = []
  const opened = await open(there, async () => seen.push(...(await opened.acts()).map(({ outcome }) => outcome)))
  await opened.reveal('password')
  expect(seen).toEqual(['under-way'])
})

test.each([
  ['one who may not get it', status(403), 'forbidden', 'refused', 'forbidden'],
  ['none of this name', status(404), 'absent', 'failed', 'absent'],
  ['no key of this name', { ...there, data: {} }, 'no-such-key', 'failed', 'no-such-key'],
  ['a key that every object has', { ...there, data: { toString: '' } }, 'no-such-key', 'failed', 'no-such-key'],
  ['what is no Secret', `${canary} is no JSON`, 'no-secret', 'failed', 'protocol'],
])('%s: no value, and a record of how it went', async (_case, body, code, outcome, problem) => {
  const { reveal, acts } = await open(body)
  const answer = await reveal('password')
  expect(answer).toMatchObject({ problem: { code } })
  expect(JSON.stringify(answer)).not.toContain(canary)
  expect(await acts()).toMatchObject([{ verb: 'reveal-secret', outcome, problem }])
})

test('what is shown of a Secret has the size of each value and no value', async () => {
  const { read } = await open()
  const shown = await read()
  expect(shown).toMatchObject({ type: 'Opaque', uid: 'u1', createdAt: null, labels: [['app', 'db']] })
  expect(shown.keys).toEqual([
    { key: 'empty', bytes: 0 },
    { key: 'key', bytes: 3 },
    { key: 'password', bytes: canary.length },
  ])
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${canary}|${data.password}`))
})
