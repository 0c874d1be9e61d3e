import type { ServerResponse } from 'node:http'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { describePod } from '@/lib/objects/details/pod'
import type { ObjectMessage } from '@/lib/objects/object-message'
import { openApiServer } from '@/server/kube/testing/api-server'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf } from '@/server/kube/testing/kubeconfig'
import { createTransport } from '@/server/kube/transport'
import { openObjectStream, type WatchedObject } from './object-stream'

const folder = createFolder()
afterAll(() => folder.remove())

const path = ['api', 'v1', 'namespaces', 'shop', 'pods', 'web']

const pod = (uid: string, resourceVersion: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name: 'web', uid, resourceVersion },
  ...more,
})

const refusal = (code: number, message: string) => ({ kind: 'Status', apiVersion: 'v1', code, message })

/** An API server whose answers the test changes, and a stream that follows one of its objects. */
async function follow(first: object, describe: WatchedObject['describe'] = describePod) {
  let answers: Readonly<Record<string, object>> = { [`/${path.join('/')}`]: first }
  const listeners = new Set<() => void>()
  const server = await openApiServer(({ url = '' }, response) => answer(response, answers[url]))
  onTestFinished(() => server.close())
  const transport = createTransport(contextOf(folder.path, { server: server.url }))
  onTestFinished(() => transport.close())
  const messages: ObjectMessage[] = []
  const watched: WatchedObject = {
    path,
    describe,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const stream = openObjectStream(transport, watched, (message) => void messages.push(message))
  onTestFinished(() => stream.close())
  await vi.waitFor(() => expect(messages).toHaveLength(1))
  return {
    messages,
    listeners,
    stream,
    server,
    become(next: object, others: Readonly<Record<string, object>> = {}) {
      answers = { [`/${path.join('/')}`]: next, ...others }
      for (const listener of listeners) listener()
    },
  }
}

function answer(response: ServerResponse, body: object | undefined = refusal(404, 'not found')) {
  response.statusCode = 'code' in body ? Number(body.code) : 200
  response.end(JSON.stringify(body))
}

test('an object that changed is read again and sent; one that did not is not', async () => {
  const { messages, become, server } = await follow(pod('u1', '1'))
  become(pod('u1', '1'))
  await vi.waitFor(() => expect(server.requests).toHaveLength(2))
  become(pod('u1', '2', { status: { phase: 'Running' } }))
  await vi.waitFor(() => expect(messages).toHaveLength(2))
  expect(messages).toMatchObject([
    { type: 'object', uid: 'u1', resourceVersion: '1', detail: { of: 'pod', name: 'web', phase: '' } },
    { type: 'object', uid: 'u1', resourceVersion: '2', detail: { phase: 'Running' } },
  ])
})

test('many changes at once are one read', async () => {
  const { messages, become, server } = await follow(pod('u1', '1'))
  for (let version = 2; version < 50; version++) become(pod('u1', String(version)))
  await vi.waitFor(() => expect(messages.at(-1)).toMatchObject({ resourceVersion: '49' }))
  expect(server.requests.length).toBeLessThan(4)
})

test('a deleted object is gone, and its namesake has another uid', async () => {
  const { messages, become } = await follow(pod('u1', '1'))
  become(refusal(404, 'pods "web" not found'))
  await vi.waitFor(() => expect(messages.at(-1)).toEqual({ type: 'gone', at: expect.any(Number) }))
  become(pod('u2', '9'))
  await vi.waitFor(() => expect(messages.at(-1)).toMatchObject({ type: 'object', uid: 'u2' }))
})

test.each([
  [403, 'pods "web" is forbidden: User "ann" cannot get resource "pods"', 'forbidden'],
  [404, 'pods "web" not found', 'absent'],
  [500, 'etcdserver: leader changed', 'server'],
])('an object that the server answers %i for is a problem in words', async (code, message, problem) => {
  const { messages } = await follow(refusal(code, message))
  expect(messages).toMatchObject([{ type: 'problem', problem: { code: problem, detail: message } }])
})

test('one that may be read again is shown again', async () => {
  const { messages, become } = await follow(refusal(403, 'no'))
  become(pod('u1', '1'))
  await vi.waitFor(() => expect(messages.at(-1)).toMatchObject({ type: 'object', uid: 'u1' }))
})

test('no value of a Secret is in what is sent, nor what kubectl applied last', async () => {
  const lastApplied = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"k":"aHVudGVyMg=="}}' }
  const secret = { ...pod('u1', '1', { data: { k: 'aHVudGVyMg==' }, stringData: { k: 'hunter2' } }), kind: 'Secret' }
  const { messages } = await follow({ ...secret, metadata: { ...secret.metadata, annotations: lastApplied } })
  expect(messages[0]).toMatchObject({ type: 'object', yaml: expect.stringContaining('<7 bytes>') })
  expect(JSON.stringify(messages)).not.toMatch(/hunter2|aHVudGVyMg/)
})

test('what only adds to the page may be absent or forbidden, and changes what is sent', async () => {
  const describe: WatchedObject['describe'] = async (object, read) => ({
    ...describePod(object),
    phase: JSON.stringify(await read(['lease'])) ?? 'none',
  })
  const { messages, become } = await follow(pod('u1', '1'), describe)
  expect(messages).toMatchObject([{ detail: { phase: 'none' } }])
  become(pod('u1', '1'), { '/lease': { renewed: 1 } })
  await vi.waitFor(() => expect(messages.at(-1)).toMatchObject({ detail: { phase: '{"renewed":1}' } }))
})

test('a closed stream hears nothing and asks nothing', async () => {
  const { listeners, stream } = await follow(pod('u1', '1'))
  stream.close()
  expect(listeners.size).toBe(0)
})
