import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { refuseUpgrades } from './opening'
import { closeServer, onStop, runClosers } from './stopping'

const server = createServer()
afterEach(() => void server.closeAllConnections())

async function listen() {
  server.removeAllListeners('request')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

test('a server with an open stream closes once its closer has run, long before patience ends', async () => {
  const port = await listen()
  server.on('request', (_request, response) => {
    response.write('data: 1\n\n')
    onStop(() => response.end())
  })
  const [response] = await once(get({ port }), 'response')
  const ended = once(response.resume(), 'end')
  const closed = new Promise<void>((resolve) => {
    runClosers()
    closeServer(server, resolve, 60_000)
  })
  await Promise.all([ended, closed])
  expect(server.listening).toBe(false)
})

test('a stream without a closer is cut when patience ends', async () => {
  const port = await listen()
  server.on('request', (_request, response) => void response.write('data: 1\n\n'))
  const [response] = await once(get({ port }), 'response')
  const cut = once(response.resume(), 'error')
  await new Promise<void>((resolve) => closeServer(server, resolve, 1))
  expect((await cut)[0]).toMatchObject({ code: 'ECONNRESET' })
})

test('a closer that was taken off does not run, and one that throws stops no other', () => {
  const ran: string[] = []
  onStop(() => ran.push('off'))()
  const offs = [
    onStop(() => {
      throw new Error('broken')
    }),
    onStop(() => ran.push('last')),
  ]
  const failures = runClosers()
  for (const off of offs) off()
  expect([ran, failures]).toEqual([['last'], [new Error('broken')]])
})

test('a WebSocket is refused at once; another upgrade is ignored and the request answered', async () => {
  const port = await listen()
  server.on('request', (_request, response) => void response.writeHead(401).end())
  server.on('upgrade', () => undefined)
  refuseUpgrades(server)
  const ask = async (upgrade: string) => {
    const [{ statusCode }] = await once(get({ port, headers: { connection: 'Upgrade', upgrade } }), 'response')
    return statusCode
  }
  expect([await ask('websocket'), await ask('h2c')]).toEqual([400, 401])
  server.close()
})
