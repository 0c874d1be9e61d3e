import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { openApiServer } from '@/server/kube/testing/api-server'
import { createCertificates } from '@/server/kube/testing/certificates'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf } from '@/server/kube/testing/kubeconfig'
import { createTransport } from './transport'

const folder = createFolder()
afterAll(() => folder.remove())

/** A proxy that lets everything through, or answers CONNECT with this line instead; and whom it was asked for. */
async function openProxy(refusal?: string) {
  const asked: (string | undefined)[] = []
  const proxy = createServer().on('connect', (request, socket: Socket) => {
    asked.push(request.url)
    if (refusal !== undefined) return socket.end(refusal)
    const { hostname, port } = new URL(`http://${request.url}`)
    const target = connect(Number(port), hostname, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    return target.pipe(socket).pipe(target)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  // An address in the form of an object: it listens on TCP.
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked }
}

async function transportThrough(proxy: string) {
  const make = createCertificates(folder.path)
  const ca = make.authority('ca')
  const { cert, key } = make.issue('ca', 'server', 'IP:127.0.0.1')
  const server = await openApiServer((_, response) => response.end('through'), { cert, key })
  const trusted = { 'certificate-authority-data': ca.cert.toString('base64') }
  const transport = createTransport(contextOf(folder.path, { server: server.url, 'proxy-url': proxy, ...trusted }))
  onTestFinished(() => {
    transport.close()
    return server.close()
  })
  return { transport, server }
}

describe('the proxy that a context names', () => {
  test('carries the connection, whose other end is still verified', async () => {
    const proxy = await openProxy()
    const { transport, server } = await transportThrough(proxy.url)
    expect(String(await transport.read(['readyz']))).toBe('through')
    expect(proxy.asked).toEqual([`127.0.0.1:${server.port}`])
  })

  test('that refuses is told as the one who does', async () => {
    const proxy = await openProxy('HTTP/1.1 403 Forbidden\r\n\r\n')
    const { transport, server } = await transportThrough(proxy.url)
    await expect(transport.read(['readyz'])).rejects.toMatchObject({
      kind: 'unreachable',
      problem: { code: 'proxy-refused', sentence: expect.stringContaining(`127.0.0.1:${server.port}`) },
    })
  })
})
