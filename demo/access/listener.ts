import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Certificate } from './certificate'

/** An HTTP server, over TLS with a certificate, whose clients can be cut off the hard way. */
export interface Listener {
  readonly server: Server
  /** Ends a request's connection as a crash does: with a TCP reset. */
  reset(request: IncomingMessage): void
}

export function createListener(listen: RequestListener, certificate?: Pick<Certificate, 'cert' | 'key'>): Listener {
  if (certificate === undefined)
    return { server: createHttpServer(listen), reset: ({ socket }) => void socket.resetAndDestroy() }
  const { cert, key } = certificate
  const server = createHttpsServer({ cert, key }, listen)
  // A TLS socket can't be reset, only the TCP socket below it, which has the same ports.
  const sockets = new Map<number | undefined, Socket>()
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    sockets.set(remotePort, socket)
    socket.on('close', () => sockets.delete(remotePort))
  })
  return { server, reset: ({ socket }) => void sockets.get(socket.remotePort)?.resetAndDestroy() }
}
