import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Asked, concerns, type Fault, readAsked, refusalOf } from './faults'
import { listen } from './free-port'
import { relay, type Upstream } from './relay'
import { createValve, type Valve } from './valve'

/** Stands between the dashboard and an API server, and can misbehave. */
export interface Gate {
  readonly url: string
  begin(fault: Fault): void
  heal(): void
  /** How many lists and watches of each resource have come since the gate opened, as in `list pods`. */
  counts(): Readonly<Record<string, number>>
  close(): void
}

interface Exchange {
  readonly asked: Asked
  readonly valve: Valve
  reset(): void
}

export async function openGate(upstream: Upstream): Promise<Gate> {
  const open = new Set<Exchange>()
  const counts = new Map<string, number>()
  let fault: Fault | undefined
  let waiting: (() => void)[] = []

  function pass(request: IncomingMessage, response: ServerResponse, asked: Asked) {
    if (response.destroyed) return
    const refusal = fault !== undefined && concerns(fault, asked) ? refusalOf(fault) : undefined
    if (refusal !== undefined) {
      request.resume()
      response.writeHead(refusal.status, refusal.headers).end(refusal.body)
      return
    }
    const exchange = { asked, valve: createValve(), reset: () => request.socket.resetAndDestroy() }
    open.add(exchange)
    response.on('close', () => open.delete(exchange))
    relay(upstream, request, response, exchange.valve)
  }

  const server = createServer((request, response) => {
    const asked = readAsked(request.url ?? '/')
    const name = `${asked.watch ? 'watch' : 'list'} ${asked.resource}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
    if (fault?.fault === 'silence') waiting.push(() => pass(request, response, asked))
    else pass(request, response, asked)
  })
  server.on('connection', (socket) => socket.on('error', () => socket.destroy()))
  const url = await listen(server)

  return {
    url,
    begin(next) {
      if (next.fault !== 'reset') fault = next
      for (const { asked, valve, reset } of open) {
        if (next.fault === 'silence') valve.hold()
        else if (asked.watch && concerns(next, asked)) reset()
      }
    },
    heal() {
      fault = undefined
      for (const { valve } of open) valve.release()
      const free = waiting
      waiting = []
      for (const go of free) go()
    },
    counts: () => Object.fromEntries(counts),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
