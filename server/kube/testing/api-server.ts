import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

export interface ApiServer {
  readonly url: string
  readonly port: number
  readonly requests: readonly IncomingMessage[]
  close(): Promise<void>
}

/** A server on loopback that answers as `handler` says; https with `tls`. */
export async function openApiServer(handler: Handler, tls?: ServerOptions): Promise<ApiServer> {
  const requests: IncomingMessage[] = []
  const note: Handler = (request, response) => {
    requests.push(request)
    handler(request, response)
  }
  const server: Server = tls === undefined ? createHttpServer(note) : createHttpsServer(tls, note)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // An address in the form of an object: it listens on TCP.
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
