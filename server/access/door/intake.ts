import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { newSecret } from '@/server/access/identity/secret'
import { stampHeader } from '@/server/access/sessions/stamps'
import type { Config } from '@/server/config'
import { createPeers, withoutMapping } from './peers'

/** How what the socket says of a request reaches its route: a word that only this process can make. */
export const requestHeader = 'x-quarterdeck-request'

export interface Taken {
  /** Of the person's machine, as far as it can be known: a listed peer is believed about whom it speaks for. */
  readonly address: string
  /** The peer is one of QUARTERDECK_PROXY_PEERS. */
  readonly fromPeer: boolean
  /** Calls back when the answer is over, or at once if it is. */
  onClose(closed: () => void): void
}

/** Stands before everything that the framework does with a request. */
export interface Intake {
  /** Takes the place before the server's own listeners. */
  standBefore(server: Server): void
  of(headers: Headers): Taken | undefined
}

export const mostBody = 1024 * 1024

export function createIntake({ proxy }: Pick<Config, 'proxy'>): Intake {
  const isPeer = createPeers(proxy.peers)
  const secret = newSecret()
  const taken = new Map<string, Taken>()
  let count = 0

  function take(request: IncomingMessage, response: ServerResponse) {
    const peer = withoutMapping(request.socket.remoteAddress ?? '')
    const fromPeer = isPeer(peer)
    const address = (fromPeer && lastOf(request.headers['x-forwarded-for'])) || peer
    strip(request, fromPeer ? ambiguous(request, proxy) : [proxy.userHeader, proxy.groupsHeader], !fromPeer)
    const name = `${secret}.${++count}`
    request.headers[requestHeader] = name
    const onClose = (closed: () => void) => (response.closed ? closed() : void response.once('close', closed))
    taken.set(name, { address, fromPeer, onClose })
    response.once('close', () => taken.delete(name))
  }

  return {
    standBefore(server) {
      const listeners = server.listeners('request') as RequestListener[]
      server.removeAllListeners('request')
      server.on('request', (request, response) => {
        const status = refusalOf(request)
        if (status !== undefined) return refuse(response, status)
        take(request, response)
        for (const listener of listeners) listener.call(server, request, response)
      })
    },
    of: (headers) => taken.get(headers.get(requestHeader) ?? ''),
  }
}

/** A target that is no path is for a proxy, which this isn't; a body must say how long it is, and be short. */
function refusalOf({ url, headers }: IncomingMessage): number | undefined {
  if (!url?.startsWith('/')) return 400
  if (headers['transfer-encoding'] !== undefined) return 411
  return Number(headers['content-length'] ?? 0) > mostBody ? 413 : undefined
}

function refuse(response: ServerResponse, status: number) {
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end()
}

function strip({ headers }: IncomingMessage, names: readonly string[], forwarded: boolean) {
  for (const name of [requestHeader, stampHeader, ...names]) delete headers[name]
  if (!forwarded) return
  for (const name of Object.keys(headers))
    if (name.startsWith('x-forwarded-') || name === 'forwarded' || name === 'x-real-ip') delete headers[name]
}

/** A header that came twice came once from somebody else than the proxy: then nobody is named. */
function ambiguous({ headersDistinct }: IncomingMessage, { userHeader, groupsHeader }: Config['proxy']): string[] {
  const twice = [userHeader, groupsHeader].some((name) => (headersDistinct[name]?.length ?? 0) > 1)
  return twice ? [userHeader, groupsHeader] : []
}

function lastOf(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.join(',')
  return text?.split(',').at(-1)?.trim().slice(0, 64)
}
