import type { Problem } from '@/lib/live/freshness'
import type { Actor, Identity } from '@/server/access/identity/actor'
import { fingerprint } from '@/server/access/identity/secret'
import { withToken } from '@/server/access/identity/token-review'
import type { Context } from '@/server/kube/contexts'
import type { Tls } from '@/server/kube/credentials'
import { createTransport, type Transport } from '@/server/kube/transport'
import { ownGroups } from './identity'

/** A way to a cluster as one viewer, until it is let go of. */
export interface TransportLease {
  readonly transport: Transport
  release(): void
}

/** The ways to one cluster as those who ask it. */
export interface Transports {
  acquire(actor: Actor): TransportLease | { readonly problem: Problem }
  close(): void
}

/** A token's connections stay for so long, ms, after its last request. */
const lingerMs = 30_000

/** `own` is the way as the kubeconfig itself; `deputy` the context of the identity that may impersonate. */
export function createTransports(context: Context, deputy: Context | undefined, own: Transport): Transports {
  const tokens = new Map<string, { readonly transport: Transport; users: number; timer?: NodeJS.Timeout }>()
  let impersonating: Transport | undefined

  function forToken(token: string): TransportLease {
    const key = fingerprint(token)
    const entry = tokens.get(key) ?? { transport: createTransport(steady(withToken(context, token))), users: 0 }
    tokens.set(key, entry)
    clearTimeout(entry.timer)
    entry.users += 1
    let released = false
    return {
      transport: entry.transport,
      release() {
        if (released) return
        released = true
        entry.users -= 1
        if (entry.users > 0) return
        entry.timer = setTimeout(() => {
          tokens.delete(key)
          entry.transport.close()
        }, lingerMs).unref()
      },
    }
  }

  return {
    acquire(actor) {
      if (actor.as === 'kubeconfig') return { transport: own, release: () => undefined }
      if (actor.as === 'token') return forToken(actor.token)
      if (deputy === undefined) return { problem: noDeputy(context.name) }
      if (deputy.problem !== null) return { problem: deputy.problem }
      impersonating ??= createTransport(deputy)
      return { transport: impersonate(impersonating, actor.identity), release: () => undefined }
    },
    close() {
      for (const { transport, timer } of tokens.values()) {
        clearTimeout(timer)
        transport.close()
      }
      impersonating?.close()
    },
  }
}

/** The same connections as somebody else: groups go out one a line, for `a,b` in one line would be one group. */
function impersonate(transport: Transport, identity: Identity): Transport {
  const groups = ownGroups(identity)
  const headers = {
    'impersonate-user': identity.user,
    ...(groups.length === 0 ? {} : { 'impersonate-group': groups }),
  }
  return {
    server: transport.server,
    request: (request) => transport.request({ ...request, headers: { ...request.headers, ...headers } }),
    read: (path, signal, more) => transport.read(path, signal, { ...more, ...headers }),
    // It is everybody's: only what was begun with it ends, by its own signal.
    close: () => undefined,
  }
}

/** With the same TLS object for as long as nothing in it changed: connections are kept by it. */
function steady(context: Context): Context {
  let tls: Tls | undefined
  return {
    ...context,
    credentials: {
      async current() {
        const identity = await context.credentials.current()
        if (tls?.ca !== identity.tls.ca) tls = identity.tls
        return { ...identity, tls: tls ?? identity.tls }
      },
    },
  }
}

function noDeputy(cluster: string): Problem {
  const sentence = `Nobody can be asked for at "${cluster}" in your name: the operator must name a kubeconfig with a context of this name in QUARTERDECK_DEPUTY_KUBECONFIG.`
  return { code: 'no-deputy', sentence, detail: null }
}
