import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { metadata } from '@/lib/kube/kinds/metadata'
import { encodeBytes, encodeEnvelope, encodeEvent, encodeInt, encodeObject } from '@/lib/kube/testing/encode'
import { openApiServer } from '@/server/kube/testing/api-server'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf } from '@/server/kube/testing/kubeconfig'
import { createSource, type WatchEvent } from './source'
import { createTransport } from './transport'

const folder = createFolder()
afterAll(() => folder.remove())

const kind = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  resource: 'pods',
  namespaced: true,
  fields: { metadata },
} as const
const protobuf = { 'content-type': 'application/vnd.kubernetes.protobuf' }
const json = { 'content-type': 'application/json' }

type Query = Readonly<Record<string, string>>

/** A source whose server answers as `handler` says. */
async function sourceOf(handler: (query: Query, response: ServerResponse, request: IncomingMessage) => void) {
  const queries: Query[] = []
  const server = await openApiServer((request, response) => {
    const query = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams)
    queries.push(query)
    handler(query, response, request)
  })
  const transport = createTransport(contextOf(folder.path, { server: server.url }))
  onTestFinished(() => {
    transport.close()
    return server.close()
  })
  return { source: createSource(transport, kind, undefined, () => 0.5), queries, server }
}

const signal = () => new AbortController().signal

/** What an object of this name is on the wire. */
const objectOf = (name: string) =>
  encodeObject(kind.fields, { metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: '7' } })
const jsonOf = (name: string) => ({ metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: '7' } })

function protobufList(names: readonly string[], next = '', remaining = 0): Buffer {
  const more = next === '' ? [] : [encodeBytes(3, next), encodeInt(4, remaining)]
  const meta = encodeBytes(1, Buffer.concat([encodeBytes(2, '42'), ...more]))
  return encodeEnvelope('PodList', Buffer.concat([meta, ...names.map((name) => encodeBytes(2, objectOf(name)))]))
}

const jsonList = (names: readonly string[], next?: string, remaining?: number) =>
  JSON.stringify({
    kind: 'PodList',
    metadata: { resourceVersion: '42', continue: next, remainingItemCount: remaining },
    items: names.map(jsonOf),
  })

async function readList({ list }: Awaited<ReturnType<typeof sourceOf>>['source']) {
  const names: (string | undefined)[] = []
  const expected: (number | null)[] = []
  const batches = list(signal())
  for (;;) {
    const batch = await batches.next()
    if (batch.done) return { names, version: batch.value, expected }
    names.push(...batch.value.objects.map((object) => object.metadata?.name))
    expected.push(batch.value.expected)
  }
}

async function readWatch(
  { watch }: Awaited<ReturnType<typeof sourceOf>>['source'],
  from = '42',
): Promise<WatchEvent<unknown>[]> {
  const events: WatchEvent<unknown>[] = []
  for await (const batch of watch(from, signal())) events.push(...batch)
  return events
}

/** Writes byte by byte, so that every frame and character is cut everywhere. */
function trickle(response: ServerResponse, body: Buffer): void {
  for (const byte of body) response.write(Buffer.from([byte]))
  response.end()
}

describe('a list', () => {
  test('in protobuf: one small page, then all the rest, consistent in itself, with its count', async () => {
    const { source, queries, server } = await sourceOf(({ continue: token }, response) => {
      response.writeHead(200, protobuf)
      trickle(response, token === undefined ? protobufList(['a', 'ü'], 'next', 1) : protobufList(['c']))
    })
    const { names, version, expected } = await readList(source)
    expect([names, version, expected.at(-1)]).toEqual([['a', 'ü', 'c'], '42', 3])
    expect(expected).toContain(3)
    expect(queries).toEqual([{ limit: '250' }, { continue: 'next' }])
    expect(server.requests[0]?.headers.accept).toBe('application/vnd.kubernetes.protobuf, application/json;q=0.9')
    expect(server.requests[0]?.url).toMatch(/^\/api\/v1\/pods\?/)
  })

  test('in JSON: by pages, because each is parsed at once', async () => {
    const { source, queries } = await sourceOf(({ continue: token }, response) => {
      response.writeHead(200, json)
      trickle(response, Buffer.from(token === undefined ? jsonList(['a'], 'next', 1) : jsonList(['ü'])))
    })
    expect(await readList(source)).toEqual({ names: ['a', 'ü'], version: '42', expected: [2, 2] })
    expect(queries).toEqual([{ limit: '250' }, { limit: '250', continue: 'next' }])
  })

  test('of nothing', async () => {
    const { source } = await sourceOf((_, response) => response.writeHead(200, json).end(jsonList([])))
    expect(await readList(source)).toEqual({ names: [], version: '42', expected: [0] })
  })

  test('whose next page has expired throws expired', async () => {
    const gone = JSON.stringify({ kind: 'Status', code: 410, reason: 'Expired', message: 'too old' })
    const { source } = await sourceOf(({ continue: token }, response) =>
      token === undefined
        ? response.writeHead(200, protobuf).end(protobufList(['a'], 'next', 1))
        : response.writeHead(410, json).end(gone),
    )
    await expect(readList(source)).rejects.toMatchObject({ kind: 'expired', status: 410, reason: 'Expired' })
  })

  test.each([
    ['cut off in protobuf', protobuf, protobufList(['a', 'b']).subarray(0, -3)],
    ['that is no list', json, Buffer.from('{"kind":"Pod"}')],
    ['that is no JSON', json, Buffer.from('{"kind":')],
    ['in a format of its own', protobuf, Buffer.from('hello')],
  ])('%s throws protocol', async (_, headers, body) => {
    const { source } = await sourceOf((_, response) => response.writeHead(200, headers).end(body))
    await expect(readList(source)).rejects.toMatchObject({ kind: 'protocol', problem: { code: 'unreadable' } })
  })

  test('given up throws aborted', async () => {
    const controller = new AbortController()
    const { source } = await sourceOf(() => controller.abort())
    await expect(source.list(controller.signal).next()).rejects.toMatchObject({ kind: 'aborted' })
  })
})

describe('a watch', () => {
  const bookmark = encodeBytes(1, encodeBytes(6, '50'))
  const expired = Buffer.concat([encodeBytes(3, 'too old'), encodeBytes(4, 'Expired'), encodeInt(6, 410)])
  const lines = (...events: readonly object[]) =>
    Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
  const formats = [
    {
      name: 'protobuf',
      headers: { 'content-type': 'application/vnd.kubernetes.protobuf;stream=watch' },
      all: Buffer.concat([
        encodeEvent('ADDED', 'Pod', objectOf('a')),
        encodeEvent('MODIFIED', 'Pod', objectOf('ü')),
        encodeEvent('DELETED', 'Pod', objectOf('a')),
        encodeEvent('BOOKMARK', 'Pod', bookmark),
      ]),
      gone: encodeEvent('ERROR', 'Status', expired),
    },
    {
      name: 'JSON',
      headers: json,
      all: lines(
        { type: 'ADDED', object: jsonOf('a') },
        { type: 'MODIFIED', object: jsonOf('ü') },
        { type: 'DELETED', object: jsonOf('a') },
        { type: 'BOOKMARK', object: { metadata: { resourceVersion: '50' } } },
      ),
      gone: lines({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' } }),
    },
  ]

  test.each(formats)(
    'in $name: each event once, cut anywhere, and it returns when the server ends it',
    async (format) => {
      const { source, queries } = await sourceOf((_, response) => {
        response.writeHead(200, format.headers)
        trickle(response, format.all)
      })
      const named = (name: string) => ({ metadata: expect.objectContaining({ name, namespace: 'shop' }) })
      expect(await readWatch(source)).toEqual([
        { type: 'added', object: named('a') },
        { type: 'modified', object: named('ü') },
        { type: 'deleted', object: named('a') },
        { type: 'bookmark', resourceVersion: '50' },
      ])
      expect(queries).toEqual([
        { watch: '1', allowWatchBookmarks: 'true', resourceVersion: '42', timeoutSeconds: '450' },
      ])
    },
  )

  test.each(formats)('in $name: an ERROR event for an old version throws expired', async ({ headers, gone }) => {
    const { source } = await sourceOf((_, response) => response.writeHead(200, headers).end(gone))
    await expect(readWatch(source)).rejects.toMatchObject({ kind: 'expired', status: 410, reason: 'Expired' })
  })

  test('refused for an old version throws expired too', async () => {
    const gone = JSON.stringify({ kind: 'Status', code: 410, reason: 'Gone', message: 'too old' })
    const { source } = await sourceOf((_, response) => response.writeHead(410, json).end(gone))
    await expect(readWatch(source)).rejects.toMatchObject({ kind: 'expired', reason: 'Gone' })
  })

  test('the answer itself and bytes without a whole event are signs of life', async () => {
    const halves = formats.map(({ all }) => [all.subarray(0, 5), all.subarray(5)])
    const [[first, second] = []] = halves
    const { source } = await sourceOf((_, response) => {
      response.writeHead(200, formats[0]?.headers).flushHeaders()
      resume = (part) => response.write(part)
    })
    let resume: (part: Buffer | undefined) => void = () => {}
    const events = source.watch('42', signal())
    expect((await events.next()).value).toEqual([])
    resume(first)
    expect((await events.next()).value).toEqual([])
    resume(second)
    expect((await events.next()).value).toHaveLength(4)
    await events.return()
  })

  test('reset in the middle throws unreachable, after what came before it', async () => {
    const { source } = await sourceOf((_, response) => {
      response.writeHead(200, json)
      const event = lines({ type: 'ADDED', object: jsonOf('a') })
      resets = () => response.socket?.resetAndDestroy()
      response.write(event)
    })
    let resets: () => void = () => {}
    const seen: WatchEvent<unknown>[] = []
    const reading = async () => {
      for await (const batch of source.watch('42', signal())) {
        seen.push(...batch)
        if (seen.length > 0) resets()
      }
    }
    await expect(reading()).rejects.toMatchObject({ kind: 'unreachable', problem: { code: 'connection-lost' } })
    expect(seen).toHaveLength(1)
  })

  test.each([
    ['of an unknown type', lines({ type: 'SOMETHING', object: {} })],
    ['that is no JSON', Buffer.from('nonsense\n')],
  ])('an event %s throws protocol', async (_, body) => {
    const { source } = await sourceOf((_, response) => response.writeHead(200, json).end(body))
    await expect(readWatch(source)).rejects.toMatchObject({ kind: 'protocol', problem: { code: 'unreadable' } })
  })
})
