import { type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline } from 'node:stream'
import { createValve, type Valve } from './valve'

/** An API server, and what to say there beside what the client says. */
export interface Upstream {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly tls?: { readonly ca: Buffer; readonly cert?: Buffer; readonly key?: Buffer }
}

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'host']

/** Passes one exchange on as it streams; a broken half breaks the other, as on a network. */
export function relay(
  upstream: Upstream,
  request: IncomingMessage,
  response: ServerResponse,
  valve: Valve = createValve(),
): void {
  const send = upstream.url.startsWith('https:') ? requestHttps : requestHttp
  const outgoing = send(new URL(request.url ?? '/', upstream.url), {
    method: request.method,
    headers: { ...without(request.headers), ...upstream.headers },
    agent: false,
    ...upstream.tls,
  })
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, without(answer.headers))
    response.flushHeaders()
    pipeline(answer, valve.stream, response, (error) => {
      if (error) response.destroy()
    })
  })
  outgoing.on('error', () => request.socket.destroy())
  response.on('close', () => outgoing.destroy())
  request.pipe(outgoing)
}

function without(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)))
}
