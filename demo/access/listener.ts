import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Certificate } from './certificate'

/** An HTTP server, over TLS with a certificate, whose clients can be cut off the hard way. */
export interface Listener {
  readonly server: Server
  /** Ends a request's connection as a crash does: with a TCP reset. */
  reset(request: IncomingMessage): void
  /** Does so to all connections but the one of this request. */
  resetOthers(request: IncomingMessage): void
}

export function createListener(listen: RequestListener, certificate?: Pick<Certificate, 'cert' | 'key'>): Listener {
  const server = createServer(listen, certificate)
  const connections = new Map<number | undefined, Connection>()
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    connections.set(remotePort, { below: socket, above: socket })
    socket.on('close', () => connections.delete(remotePort))
  })
  server.on('secureConnection', (socket: Socket) => {
    const known = connections.get(socket.remotePort)
    if (known !== undefined) connections.set(socket.remotePort, { ...known, above: socket })
  })
  return {
    server,
    reset({ socket }) {
      const known = connections.get(socket.remotePort)
      if (known !== undefined) cut(known)
    },
    resetOthers({ socket: { remotePort: own } }) {
      for (const [port, connection] of connections) if (port !== own) cut(connection)
    },
  }
}

/** A TLS socket can't be reset, only the TCP socket below it, which has the same ports. */
interface Connection {
  readonly below: Socket
  readonly above: Socket
}

/** A socket that is being shut down refuses a reset and would never be closed (libuv, uv_tcp_close_reset). */
function cut({ below, above }: Connection): void {
  if (below.writableEnded || above.writableEnded) below.destroy()
  else below.resetAndDestroy()
}

function createServer(listen: RequestListener, certificate: Pick<Certificate, 'cert' | 'key'> | undefined): Server {
  if (certificate === undefined) return createHttpServer(listen)
  const { cert, key } = certificate
  return createHttpsServer({ cert, key }, listen)
}
