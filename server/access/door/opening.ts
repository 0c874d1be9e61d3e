import diagnostics from 'node:diagnostics_channel'
import { get, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { refreshOidc } from '@/server/access/sign-in/sign-in-oidc'
import { refreshTokens } from '@/server/access/sign-in/sign-in-token'
import { closeLedger, openLedger, settleCutOff } from '@/server/audit/ledger-of-process'
import { localAddress, readConfig } from '@/server/config'
import { DatabaseError } from '@/server/database/database-error'
import { placeFrom } from '@/server/database/place'
import { type Door, makeDoor } from './door'
import { stopOnSignal } from './stopping'

const sweepInterval = 30_000
const tokenInterval = 60_000
const refreshInterval = 5 * 60_000
const settlingInterval = 5 * 60_000

/** Called once, when the server starts: opens the records, watches over the door, and prints who may come in when it answers. */
export async function openDoor(): Promise<void> {
  const opened = await open()
  let server: Server | undefined
  stopOnSignal(() => server, closeLedger)
  onFirstRequest((found) => {
    server = found
    opened.intake.standBefore(found)
    if (process.env.NODE_ENV === 'production') refuseUpgrades(found)
  })
  every(sweepInterval, () => sweep(opened))
  every(tokenInterval, () => refreshTokens(opened))
  every(refreshInterval, () => refreshOidc(opened))
  every(settlingInterval, settleCutOff)
  announceWhenAnswering(opened)
}

async function open(): Promise<Door> {
  const config = readConfig(process.env)
  if (Array.isArray(config)) return giveUp(2, config.map(({ sentence }) => sentence).join('\n'))
  try {
    await openLedger(placeFrom(process.env))
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return giveUp(1, error.problem.sentence)
  }
  return makeDoor(config)
}

/** 2 when it was asked for something wrong, 1 when what it needs is not there. */
function giveUp(code: 1 | 2, sentence: string): never {
  console.error(sentence)
  process.exit(code)
}

/** What fails is told and tried again with the next turn. */
function every(ms: number, act: () => Promise<void>) {
  setInterval(() => {
    act().catch((error: unknown) => console.error(error instanceof Error ? error.message : error))
  }, ms).unref()
}

async function sweep({ standing, bearers, sessions, announce }: Door) {
  announce()
  standing.sweep()
  await bearers.sweep()
  await sessions.sweep()
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
