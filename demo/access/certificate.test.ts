import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { get, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Certificate, createCertificate, keepCertificate } from './certificate'
import { createListener } from './listener'

const day = 86_400_000
const now = new Date()
const later = (days: number) => new Date(now.getTime() + days * day)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function serve(certificate: Certificate, listen: Parameters<typeof createListener>[0]) {
  const { server, reset } = createListener(listen, certificate)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  // A listening TCP server has an address of this shape.
  return { port: (server.address() as AddressInfo).port, reset, [Symbol.asyncDispose]: close }
}

test.each(['127.0.0.1', 'localhost'])('who trusts the authority reaches %s, nobody else does', async (host) => {
  const certificate = await createCertificate(now)
  await using server = await serve(certificate, (_, response) => void response.end('ok'))
  const status = async (ca: string | undefined) => {
    const asking = get({ host, port: server.port, path: '/', ca, agent: false, family: 4 })
    const [response] = (await once(asking, 'response')) as [{ statusCode: number; resume(): void }]
    response.resume()
    return response.statusCode
  }
  expect(await status(certificate.ca)).toBe(200)
  await expect(status((await createCertificate(now)).ca)).rejects.toThrow(/signature|certificate/)
  await expect(status(undefined)).rejects.toThrow(/certificate/)
})

test('a request over TLS is cut off with a reset', async () => {
  const certificate = await createCertificate(now)
  await using server = await serve(certificate, (asked) => server.reset(asked))
  const asking = request({ host: '127.0.0.1', port: server.port, ca: certificate.ca, agent: false }).end()
  await expect(once(asking, 'response')).rejects.toMatchObject({ code: 'ECONNRESET', syscall: 'read' })
})

test('a kept certificate stays while it is good, and its key is for its owner alone', async () => {
  const first = await keepCertificate(folder, now)
  expect(await keepCertificate(folder, later(300))).toEqual(first)
  expect(statSync(join(folder, 'server.key')).mode & 0o777).toBe(0o600)
  expect(new X509Certificate(first.cert).checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(new X509Certificate(first.cert).ca).toBe(false)
})

test.each<[string, (path: (name: string) => string) => void, Date]>([
  ['expired', () => {}, later(366)],
  ['broken', (path) => writeFileSync(path('server.crt'), 'x'), now],
  ['of another key', (path) => writeFileSync(path('server.key'), readFileSync(path('ca.crt'))), now],
  ['incomplete', (path) => rmSync(path('ca.crt')), now],
])('a certificate that is %s is made anew', async (_, spoil, when) => {
  const first = await keepCertificate(folder, now)
  spoil((name) => join(folder, name))
  const second = await keepCertificate(folder, when)
  expect(second.ca).not.toBe(first.ca)
  expect(await keepCertificate(folder, when)).toEqual(second)
})
