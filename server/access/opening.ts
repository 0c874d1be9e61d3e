import diagnostics from 'node:diagnostics_channel'
import { get, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { localAddress } from '@/server/config'
import { type Door, door } from './door'
import { stopOnSignal } from './stopping'

const sweepInterval = 30_000

/** Called once, when the server starts: watches over the door, and prints who may come in when it answers. */
export function openDoor() {
  const opened = open()
  let server: Server | undefined
  stopOnSignal(() => server)
  onFirstRequest((found) => {
    server = found
    if (process.env.NODE_ENV === 'production') refuseUpgrades(found)
  })
  setInterval(() => {
    opened.sessions.sweep()
    opened.announce()
  }, sweepInterval).unref()
  announceWhenAnswering(opened)
}

function open(): Door {
  try {
    return door()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return process.exit(2)
  }
}

/** Next keeps its server to itself; Node names it with each request, and the first one is our own. */
function onFirstRequest(found: (server: Server) => void) {
  const channel = 'http.server.request.start'
  const listener = (message: unknown) => {
    diagnostics.unsubscribe(channel, listener)
    // The shape is Node's: https://nodejs.org/api/diagnostics_channel.html#http
    found((message as { server: Server }).server)
  }
  diagnostics.subscribe(channel, listener)
}

/**
 * Nothing here speaks WebSocket, and Next leaves an upgrade that it doesn't know hanging. Other upgrades (some clients
 * offer `h2c` with every request) are answered as the requests they are.
 */
export function refuseUpgrades(server: Server) {
  server.removeAllListeners('upgrade')
  server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy())
    socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  })
  Object.assign(server, {
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
  })
}

function announceWhenAnswering(opened: Door) {
  const address = localAddress(opened.config)
  const failed = (reason: string) => console.error(`The server does not answer at ${address}: ${reason}`)
  get(`${address}/api/health`, { agent: false }, (response) => {
    response.resume()
    if (response.statusCode !== 200) return failed(`its health check gave ${response.statusCode}.`)
    console.log(`ready ${address}`)
    opened.announce()
  }).on('error', (error) => failed(error.message))
}
