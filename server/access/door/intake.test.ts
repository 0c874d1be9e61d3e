import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { stampHeader } from '@/server/access/sessions/stamps'
import { createIntake, mostBody, requestHeader } from './intake'

interface Arrived {
  readonly headers: IncomingHttpHeaders
  readonly address: string | undefined
  readonly fromPeer: boolean | undefined
}

async function open(peers: readonly string[]) {
  const intake = createIntake({ proxy: { peers, userHeader: 'x-forwarded-user', groupsHeader: 'x-remote-groups' } })
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    const taken = intake.of(new Headers({ [requestHeader]: String(request.headers[requestHeader]) }))
    arrived.push({ headers: request.headers, address: taken?.address, fromPeer: taken?.fromPeer })
    response.writeHead(200, { 'content-length': 0 }).end()
  })
  intake.standBefore(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A listening TCP server has an address of this shape.
  const { port } = server.address() as AddressInfo
  return { arrived, send: (text: string) => send(port, text), intake }
}

/** What stands in a request, byte for byte; gives the status of the answer. */
async function send(port: number, text: string): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  socket.write(text.replaceAll('\n', '\r\n'))
  const [answer] = await once(socket.setEncoding('utf8'), 'data')
  socket.destroy()
  return Number(String(answer).split(' ')[1])
}

test.each([
  ['of a proxy', 'GET http://evil.example/ HTTP/1.1'],
  ['of a proxy that names us', 'GET http://127.0.0.1/api/clusters HTTP/1.1'],
  ['of the server as a whole', 'OPTIONS * HTTP/1.1'],
])('a target %s is refused before anything looks at it', async (_case, line) => {
  const { arrived, send } = await open([])
  expect(await send(`${line}\nHost: x\n\n`)).toBe(400)
  expect(arrived).toEqual([])
})

test.each([
  [411, 'Transfer-Encoding: chunked\n\n1\nx\n0\n\n'],
  [413, `Content-Length: ${mostBody + 1}\n\n`],
  [200, 'Content-Length: 1\n\nx'],
])('%i for a body with %j', async (status, rest) => {
  const { send } = await open([])
  expect(await send(`POST / HTTP/1.1\nHost: x\n${rest}`)).toBe(status)
})

const spoofed = [
  'X-Forwarded-User: anna',
  'X-Remote-Groups: system:masters',
  'X-Forwarded-For: 10.9.9.9, 10.0.0.7',
  'X-Forwarded-Proto: https',
  'X-Forwarded-Host: evil.example',
  'Forwarded: for=10.9.9.9',
  'X-Real-IP: 10.9.9.9',
].join('\n')

test('what only a proxy may say is taken away from everyone else', async () => {
  const { arrived, send } = await open(['10.0.0.0/8'])
  await send(`GET / HTTP/1.1\nHost: x\n${spoofed}\n\n`)
  const [{ headers = {}, address, fromPeer } = {}] = arrived
  expect([address, fromPeer]).toEqual(['127.0.0.1', false])
  expect(Object.keys(headers).filter((name) => /forwarded|real-ip|remote/.test(name))).toEqual([])
})

test('a listed proxy is believed, of the addresses the one that it saw itself', async () => {
  const { arrived, send } = await open(['127.0.0.0/8'])
  await send(`GET / HTTP/1.1\nHost: x\n${spoofed}\n\n`)
  expect(arrived[0]).toMatchObject({ address: '10.0.0.7', fromPeer: true })
  expect(arrived[0]?.headers).toMatchObject({ 'x-forwarded-user': 'anna', 'x-remote-groups': 'system:masters' })
})

test.each(['X-Forwarded-User: sam', 'X-Remote-Groups: more'])(
  'a name or groups that came twice name nobody: %s',
  async (line) => {
    const { arrived, send } = await open(['127.0.0.1'])
    await send(`GET / HTTP/1.1\nHost: x\nX-Remote-Groups: one\nX-Forwarded-User: anna\n${line}\n\n`)
    expect(arrived[0]?.headers).not.toHaveProperty('x-forwarded-user')
    expect(arrived[0]?.headers).not.toHaveProperty('x-remote-groups')
  },
)

test('our own words inside are never taken from outside', async () => {
  const { arrived, send, intake } = await open(['127.0.0.1'])
  await send(`GET / HTTP/1.1\nHost: x\n${stampHeader}: ${'A'.repeat(43)}\n${requestHeader}: mine.1\n\n`)
  const headers = arrived[0]?.headers ?? {}
  expect(headers).not.toHaveProperty(stampHeader)
  expect(headers[requestHeader]).toMatch(/^[\w-]{43}\.1$/)
  // The answer is over: nothing is remembered of it.
  await expect.poll(() => intake.of(new Headers({ [requestHeader]: String(headers[requestHeader]) }))).toBeUndefined()
})
