import { createServer } from 'node:http'
import { listen } from './free-port'
import { relay, type Upstream } from './relay'

/** The API server over plain HTTP with an administrator's rights, for the tests alone. */
export async function openAdmin(upstream: Upstream) {
  const server = createServer((request, response) => relay(upstream, request, response))
  return {
    url: await listen(server),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
