import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Stands between a client and a server, and can fail as networks do. */
export interface Relay {
  readonly port: number
  /** Ends every connection, and takes none until `resume`. */
  refuse(): void
  /** Keeps connections open and carries nothing, as when a cable is pulled, until `resume`. */
  silence(): void
  resume(): void
}

export async function openRelay(host: string, port: number): Promise<Relay> {
  let state: 'open' | 'refusing' | 'silent' = 'open'
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const server = createServer((client) => {
    keep(client)
    if (state === 'refusing') return client.destroy()
    if (state === 'silent') return
    const upstream = connect(port, host)
    keep(upstream)
    client.on('data', (bytes) => state === 'open' && upstream.write(bytes)).on('close', () => upstream.destroy())
    upstream.on('data', (bytes) => state === 'open' && client.write(bytes)).on('close', () => client.destroy())
  })
  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    endAll()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.')
  return {
    port: address.port,
    refuse() {
      state = 'refusing'
      endAll()
    },
    silence() {
      state = 'silent'
    },
    resume() {
      state = 'open'
    },
  }
}
