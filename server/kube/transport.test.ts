import { writeFileSync } from 'node:fs'
import type { ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Handler, openApiServer } from '@/server/kube/testing/api-server'
import { createCertificates, type Pair } from '@/server/kube/testing/certificates'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf, type Fields } from '@/server/kube/testing/kubeconfig'
import type { KubeError } from './status-error'
import { type ApiRequest, type ApiResponse, createTransport, type Transport } from './transport'

const folder = createFolder()
afterAll(() => folder.remove())

const get: ApiRequest = { path: ['readyz'] }

function transportTo(server: string, user: Fields = {}, cluster: Fields = {}): Transport {
  const transport = createTransport(contextOf(folder.path, { server, ...cluster }, user))
  onTestFinished(() => transport.close())
  return transport
}

async function serve(handler: Handler, tls?: ServerOptions) {
  const server = await openApiServer(handler, tls)
  onTestFinished(() => server.close())
  return server
}

async function textOf({ body }: ApiResponse): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** What it throws; a promise that resolves is a failed test. */
async function thrownBy(promise: Promise<unknown>): Promise<KubeError> {
  return promise.then(
    (value) => expect.fail(`resolved with ${String(value)}`),
    (error: KubeError) => error,
  )
}

const status = (code: number, reason: string, message: string, details?: object) =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, details })

describe('a request', () => {
  test('goes out with its own headers, query and body, and as the context user', async () => {
    const server = await serve((request, response) => request.pipe(response))
    const transport = transportTo(server.url, { token: 'abc' })
    const answer = await transport.request({
      method: 'POST',
      path: ['api', 'v1'],
      query: { fieldManager: 'a b', dryRun: 'All' },
      headers: { 'content-type': 'application/json', 'user-agent': 'other', authorization: 'Bearer other' },
      body: '{"ü":1}',
    })
    expect(await textOf(answer)).toBe('{"ü":1}')
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1?fieldManager=a+b&dryRun=All',
      headers: { authorization: 'Bearer abc', 'content-type': 'application/json' },
    })
    expect(server.requests[0]?.headers['user-agent']).toMatch(/^quarterdeck\/\d+\.\d+\.\d+$/)
  })

  test.each(['/k8s/clusters/c-1', '/k8s/clusters/c-1/', '/', ''])(
    'goes to a server under the path "%s"',
    async (base) => {
      const server = await serve((_, response) => response.end('ok'))
      await transportTo(server.url + base).read(['api', 'v1', 'pods'])
      expect(server.requests[0]?.url).toBe(`${base.replace(/\/$/, '')}/api/v1/pods`)
    },
  )

  test('given up while it connects ends at once', async () => {
    const controller = new AbortController()
    const waiting = thrownBy(
      transportTo('http://127.0.0.1:1').request({ path: ['readyz'], signal: AbortSignal.any([controller.signal]) }),
    )
    controller.abort()
    expect(await waiting).toMatchObject({ kind: 'aborted' })
  })

  test('uses its connections again', async () => {
    const server = await serve((_, response) => response.end('ok'))
    const transport = transportTo(server.url)
    for (let i = 0; i < 20; i++) await transport.read(['readyz'])
    // Two where the next request is written before the last answer's connection counts as free.
    expect(new Set(server.requests.map(({ socket }) => socket)).size).toBeLessThanOrEqual(2)
  })
})

describe('an answer that is a refusal', () => {
  const json = 'application/json'
  const forbidden = 'pods is forbidden: User "ada" cannot list resource "pods" in API group "" at the cluster scope'
  test.each<[string, number, Record<string, string>, string, object, RegExp]>([
    [
      '401',
      401,
      { 'content-type': json },
      status(401, 'Unauthorized', 'Unauthorized'),
      { kind: 'unauthorized' },
      /sign in/,
    ],
    [
      '403 in the words of the server',
      403,
      { 'content-type': json },
      status(403, 'Forbidden', forbidden),
      { kind: 'forbidden', reason: 'Forbidden' },
      /^pods is forbidden: User "ada" cannot list resource "pods" .* at the cluster scope: ask/,
    ],
    [
      '404 in plain text',
      404,
      { 'content-type': 'text/plain' },
      '404 page not found\n',
      { kind: 'absent' },
      /no such API/,
    ],
    [
      '410',
      410,
      { 'content-type': json },
      status(410, 'Expired', 'too old'),
      { kind: 'expired', reason: 'Expired' },
      /too old/,
    ],
    [
      '429 in plain text',
      429,
      { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '7' },
      'Too many requests, please try again later.\n',
      { kind: 'throttled', retryAfterSeconds: 7, problem: { detail: 'Too many requests, please try again later.' } },
      /too many requests/,
    ],
    [
      '503 with a time in its details',
      503,
      { 'content-type': json },
      status(503, 'ServerTimeout', 'busy', { retryAfterSeconds: 3 }),
      { kind: 'server', retryAfterSeconds: 3 },
      /failed with 503 \(busy\)/,
    ],
    [
      '500 in HTML, which is not quoted',
      500,
      { 'content-type': 'text/html' },
      '<h1>x</h1>',
      { kind: 'server' },
      /failed with 500:/,
    ],
    ['a redirect', 302, { location: 'http://elsewhere/' }, '', { kind: 'protocol', status: 302 }, /answered 302/],
    [
      '409',
      409,
      { 'content-type': json },
      status(409, 'Conflict', 'changed'),
      { kind: 'protocol', reason: 'Conflict' },
      /changed/,
    ],
    ['JSON that is cut off', 500, { 'content-type': json }, '{"kind":"Sta', { kind: 'server' }, /failed with 500/],
  ])('%s', async (_, code, headers, body, shape, sentence) => {
    const server = await serve((_, response) => response.writeHead(code, headers).end(body))
    const error = await thrownBy(transportTo(server.url).request(get))
    expect(error).toMatchObject({ name: 'KubeError', status: code, ...shape })
    expect(error.problem.sentence).toMatch(sentence)
  })

  test('in protobuf is read too', async () => {
    const field = (number: number, bytes: Buffer) => Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes])
    const text = (number: number, value: string) => field(number, Buffer.from(value))
    const raw = Buffer.concat([text(3, 'nodes is forbidden'), text(4, 'Forbidden'), Buffer.from([6 * 8, 0x93, 0x03])])
    const body = Buffer.concat([
      Buffer.from('k8s\0'),
      field(1, Buffer.concat([text(1, 'v1'), text(2, 'Status')])),
      field(2, raw),
    ])
    const headers = { 'content-type': 'application/vnd.kubernetes.protobuf' }
    const server = await serve((_, response) => response.writeHead(403, headers).end(body))
    expect(await thrownBy(transportTo(server.url).request(get))).toMatchObject({
      kind: 'forbidden',
      reason: 'Forbidden',
      problem: { detail: 'nodes is forbidden' },
    })
  })

  test('with 401 is asked once more with new credentials, and only once', async () => {
    const runs = join(folder.path, 'runs')
    const plugin = join(folder.path, 'plugin.cjs')
    writeFileSync(
      plugin,
      `const fs = require('node:fs'); fs.appendFileSync(${JSON.stringify(runs)}, 'x')
       console.log(JSON.stringify({ kind: 'ExecCredential', status: { token: fs.readFileSync(${JSON.stringify(runs)}, 'utf8') } }))`,
    )
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: [plugin] }
    const server = await serve(({ headers }, response) => {
      response.writeHead(headers.authorization === 'Bearer xx' ? 200 : 401).end('ok')
    })
    const transport = transportTo(server.url, { exec })
    expect(String(await transport.read(['readyz']))).toBe('ok')
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer x', 'Bearer xx'])
    writeFileSync(runs, 'xxx')
    const refusing = transportTo(server.url, { exec })
    expect(await thrownBy(refusing.request(get))).toMatchObject({ kind: 'unauthorized' })
    expect(server.requests.length).toBe(4)
  })
})

describe('a server that cannot be reached', () => {
  async function closedPort(): Promise<number> {
    const server = await openApiServer(() => {})
    await server.close()
    return server.port
  }

  test('refuses the connection', async () => {
    const port = await closedPort()
    const error = await thrownBy(transportTo(`http://127.0.0.1:${port}`).request(get))
    expect(error).toMatchObject({ kind: 'unreachable', problem: { code: 'connection-refused' } })
    expect(error.message).toBe(
      `127.0.0.1:${port} refused the connection: start the API server, or correct the context's server.`,
    )
  })

  test('refuses it on both addresses of a name', async () => {
    const port = await closedPort()
    const error = await thrownBy(transportTo(`http://localhost:${port}`).request(get))
    expect(error).toMatchObject({ kind: 'unreachable', problem: { code: 'connection-refused' } })
  })

  test('has a name that does not exist', async () => {
    const error = await thrownBy(transportTo('https://no-such-host.invalid:6443').request(get))
    expect(error).toMatchObject({ kind: 'unreachable', problem: { code: 'name-not-found' } })
  })

  test('accepts and never answers', async () => {
    const server = await serve(() => {})
    const error = await thrownBy(transportTo(server.url).request({ ...get, timeouts: { headers: 30 } }))
    expect(error).toMatchObject({ kind: 'unreachable', problem: { code: 'timed-out' } })
  })

  test('closes without a word', async () => {
    const server = await serve(({ socket }) => socket.destroy())
    const error = await thrownBy(transportTo(server.url).request(get))
    expect(error).toMatchObject({ kind: 'unreachable', problem: { code: 'connection-lost' } })
  })

  test.each<[string, (socket: Socket) => void]>([
    ['is reset', (socket) => socket.resetAndDestroy()],
    ['ends early', (socket) => socket.end()],
  ])('%s in the middle of a body', async (_, breakOff) => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half', () => response.socket && breakOff(response.socket))
    })
    const answer = await transportTo(server.url).request(get)
    expect(await thrownBy(textOf(answer))).toMatchObject({ kind: 'unreachable', problem: { code: 'connection-lost' } })
  })

  test('does not speak HTTP', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const error = await thrownBy(transportTo(`http://127.0.0.1:${port}`).request(get))
    expect(error).toMatchObject({ kind: 'protocol', problem: { code: 'not-http' } })
  })
})

describe('giving up', () => {
  test('before the answer, within its body, and by closing', async () => {
    const server = await serve(({ url }, response) => {
      if (url !== '/silent') response.writeHead(200).write('first')
    })
    const transport = transportTo(server.url)
    const before = AbortSignal.abort()
    expect(await thrownBy(transport.request({ ...get, signal: before }))).toMatchObject({ kind: 'aborted' })

    const controller = new AbortController()
    const answer = await transport.request({ ...get, signal: controller.signal })
    const reading = thrownBy(textOf(answer))
    controller.abort()
    expect(await reading).toMatchObject({ kind: 'aborted' })

    const silent = thrownBy(transport.request({ path: ['silent'] }))
    transport.close()
    expect(await silent).toMatchObject({ kind: 'aborted' })
    expect(await thrownBy(transport.request(get))).toMatchObject({ kind: 'aborted' })
  })

  test('leaving a body early ends the exchange', async () => {
    const closed = Promise.withResolvers<void>()
    const server = await serve((_, response) => {
      response.on('close', () => closed.resolve())
      response.writeHead(200).write('first')
    })
    const { body } = await transportTo(server.url).request(get)
    for await (const chunk of body) {
      expect(String(chunk)).toBe('first')
      break
    }
    await closed.promise
  })
})

describe('TLS', () => {
  const certificates = createCertificates(folder.path)
  let ca: Pair
  let right: Pair
  beforeAll(() => {
    ca = certificates.authority('ca')
    certificates.authority('other-ca')
    right = certificates.issue('ca', 'right', 'IP:127.0.0.1,DNS:kubernetes')
  })
  const trusted = () => ({ 'certificate-authority-data': ca.cert.toString('base64') })
  const serveTls = (pair: Pair) => serve((_, response) => response.end('secure'), { cert: pair.cert, key: pair.key })

  test.each<[string, () => Pair, string, RegExp]>([
    [
      'has expired',
      () => certificates.issue('ca', 'old', 'IP:127.0.0.1', ['-days', '-1']),
      'certificate-expired',
      /has expired/,
    ],
    [
      'is for another name',
      () => certificates.issue('ca', 'else', 'DNS:else'),
      'certificate-wrong-name',
      /not valid for this name \(it names DNS:else\)/,
    ],
    [
      'has another authority',
      () => certificates.issue('other-ca', 'foreign', 'IP:127.0.0.1'),
      'certificate-unknown-authority',
      /does not trust/,
    ],
    ['signs itself', () => certificates.authority('self'), 'certificate-unknown-authority', /does not trust/],
  ])('a certificate that %s is refused and told', async (_, pair, code, sentence) => {
    const server = await serveTls(pair())
    const error = await thrownBy(transportTo(server.url, {}, trusted()).request(get))
    expect(error).toMatchObject({ kind: 'tls', problem: { code } })
    expect(error.message).toMatch(sentence)
    expect(error.message).toContain(`127.0.0.1:${server.port}`)
    const careless = transportTo(server.url, {}, { 'insecure-skip-tls-verify': true })
    expect(String(await careless.read(['readyz']))).toBe('secure')
  })

  test('tls-server-name is the name that counts', async () => {
    const server = await serveTls(right)
    const named = transportTo(server.url, {}, { ...trusted(), 'tls-server-name': 'kubernetes' })
    expect(String(await named.read(['readyz']))).toBe('secure')
    const wrong = transportTo(server.url, {}, { ...trusted(), 'tls-server-name': 'else' })
    expect(await thrownBy(wrong.request(get))).toMatchObject({ kind: 'tls' })
  })

  test('a client certificate is shown, and a renewed one taken for the next request', async () => {
    const server = await serve((request, response) => response.end(nameOf(request.socket)), {
      cert: right.cert,
      key: right.key,
      ca: ca.cert,
      requestCert: true,
    })
    certificates.issue('ca', 'client', '')
    const files = { 'client-certificate': 'client.crt', 'client-key': 'client.key' }
    const transport = transportTo(server.url, files, trusted())
    expect(String(await transport.read(['readyz']))).toBe('client 1')
    expect(String(await transport.read(['readyz']))).toBe('client 1')
    certificates.issue('ca', 'client', '')
    expect(String(await transport.read(['readyz']))).toBe('client 2')
  })

  test('https asked of a server that speaks http', async () => {
    const server = await serve((_, response) => response.end())
    const error = await thrownBy(transportTo(server.url.replace('http:', 'https:'), {}, trusted()).request(get))
    expect(error).toMatchObject({ kind: 'tls', problem: { code: 'not-tls' } })
  })

  const seen: string[] = []
  /** The client's name, with the number of its certificate among those seen. */
  function nameOf(socket: unknown): string {
    const { subject, fingerprint } = (socket as import('node:tls').TLSSocket).getPeerCertificate()
    if (!seen.includes(fingerprint)) seen.push(fingerprint)
    return `${String(subject.CN)} ${seen.indexOf(fingerprint) + 1}`
  }
})
