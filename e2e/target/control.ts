import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { ApiServer } from './api-server'
import type { Fault } from './faults'
import { listen } from './free-port'
import type { Gate } from './gate'

/** Lets the tests, which run in other processes, order the gate and the API server about. */
export async function openControl(gate: Gate, apiServer: ApiServer) {
  const orders: Readonly<Record<string, (body: string) => unknown>> = {
    // The only client is e2e/contract/gate.ts, which has the same type.
    '/begin': (body) => gate.begin(JSON.parse(body) as Fault),
    '/heal': () => gate.heal(),
    '/counts': () => gate.counts(),
    '/stop': () => apiServer.stop(),
    '/start': () => apiServer.start(),
  }
  const server = createServer((request, response) => {
    const order = orders[request.url ?? '']
    void text(request)
      .then((body) => {
        if (order === undefined) throw new Error(`There is no order ${request.url}.`)
        return order(body)
      })
      .then(
        (answer) => response.end(JSON.stringify(answer ?? null)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
  })
  return {
    url: await listen(server),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
