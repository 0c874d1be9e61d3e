import type { Server } from 'node:http'

declare global {
  var quarterdeckClosers: Set<() => void> | undefined
}

const closers = () => (globalThis.quarterdeckClosers ??= new Set())

/** Registers what must end before the server can: open streams, watches. Returns what takes it off again. */
export function onStop(close: () => void): () => void {
  closers().add(close)
  return () => closers().delete(close)
}

/** Runs every closer and gives back what they threw: one that fails keeps no other from closing. */
export function runClosers(): unknown[] {
  const failures: unknown[] = []
  for (const close of closers()) {
    try {
      close()
    } catch (error) {
      failures.push(error)
    }
  }
  return failures
}

const patienceMs = 1500

/**
 * On SIGTERM and SIGINT: ends what is open, answers what is being answered, and exits with 0 within two seconds.
 * Signals come twice when a terminal and npm both send them; the second changes nothing.
 */
export function stopOnSignal(server: () => Server | undefined, last: () => Promise<void>) {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    for (const failure of runClosers()) console.error('Something would not close:', failure)
    // Unless told to leave signals to us, Next closes the server itself.
    if (process.env.NEXT_MANUAL_SIG_HANDLE) closeServer(server(), () => void exitAfter(last), patienceMs)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function exitAfter(last: () => Promise<void>) {
  try {
    await last()
  } catch (error) {
    console.error('The records would not close:', error)
  }
  process.exit(0)
}

/** Takes no new connection, lets go of those that have answered, and cuts the rest after `patience` ms. */
export function closeServer(server: Server | undefined, closed: () => void, patience: number) {
  if (server === undefined) return closed()
  // A connection that has answered its last request would be kept for more.
  const idle = setInterval(() => server.closeIdleConnections(), 20)
  const cut = setTimeout(() => server.closeAllConnections(), patience)
  server.close(() => {
    clearInterval(idle)
    clearTimeout(cut)
    closed()
  })
}
