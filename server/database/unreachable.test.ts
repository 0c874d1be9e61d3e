import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from './database'

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.')
  return address.port
}

/** A server that takes connections and never says a word. */
async function silentPort(): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => sockets.add(socket))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return listen(server)
}

async function closedPort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  server.close()
  return port
}

test.each([
  ['not there', closedPort],
  ['silent', silentPort],
])('a PostgreSQL that is %s is named within seconds, without its password', async (_how, portOf) => {
  const url = `postgres://ada:hunter2@127.0.0.1:${await portOf()}/deck`
  const begun = performance.now()
  const error: unknown = await openDatabase({ engine: 'postgres', url }).catch((thrown: unknown) => thrown)
  expect(performance.now() - begun).toBeLessThan(4000)
  expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringMatching(/127\.0\.0\.1:\d+\/deck/) })
  expect(JSON.stringify(error)).not.toContain('hunter2')
})

test.each(['mysql://db/deck', 'db.example.com:5432', '/var/lib/deck.db'])(
  '"%s" is no address of a PostgreSQL',
  async (url) => {
    await expect(openDatabase({ engine: 'postgres', url })).rejects.toMatchObject({ kind: 'place' })
  },
)
