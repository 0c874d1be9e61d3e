import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import type { Identity, Tls } from './credentials'

const connectMs = 5_000
// HTTP/1.1: over HTTP/2, Impersonate-Group headers are joined into one group, and one lost packet halts every watch.
const options = {
  allowH2: false,
  connections: null,
  // Below the 90 s after which an API server closes an idle connection itself.
  keepAliveTimeout: 30_000,
}
const socketOptions = { timeout: connectMs, keepAlive: true, keepAliveInitialDelay: 30_000 }

export interface Connections {
  /** The pool for this identity's certificates: made anew only when they changed. */
  through(identity: Identity): Dispatcher
  close(): void
}

export function createConnections(): Connections {
  let tls: Tls | undefined
  let pool: Dispatcher | undefined
  const open = new Set<Dispatcher>()

  /** What is under way on old certificates goes on until it ends. */
  function retire(old: Dispatcher) {
    void old.close().then(() => open.delete(old))
  }

  return {
    through(identity) {
      if (pool !== undefined && tls === identity.tls) return pool
      if (pool !== undefined) retire(pool)
      tls = identity.tls
      pool = createPool(identity)
      open.add(pool)
      return pool
    },
    close() {
      for (const dispatcher of open) void dispatcher.destroy()
    },
  }
}

function createPool({ tls, proxy }: Identity): Dispatcher {
  const connect = { ...socketOptions, ...given(tls) }
  return proxy === undefined
    ? new Agent({ ...options, connect })
    : new ProxyAgent({ ...options, uri: proxy, requestTls: { ...connect, allowH2: false }, proxyTls: socketOptions })
}

/** Without what is undefined, which Node's TLS would take for a value. */
function given(tls: Tls): Partial<Tls> {
  return Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined))
}
