'use client'

import { useMemo, useSyncExternalStore } from 'react'
import type { ClusterState } from '@/lib/live/message'
import type { ConnectionState, Link } from './protocol'
import { useLive } from './provider'

export interface Connection {
  readonly state: ConnectionState
  /** Since when, by the server's clock; for `behind`, when something came last. */
  readonly since: number
  /** The server's now, as far as beats told it. */
  readonly serverClock: () => number
}

export function useConnection(): Connection {
  const { session, renderedAt } = useLive()
  const link = useSyncExternalStore<Link | undefined>(session.follow, session.link, () => undefined)
  return useMemo(() => {
    if (link === undefined) return { state: 'connecting', since: renderedAt, serverClock: () => renderedAt }
    return { state: link.state, since: link.since, serverClock: () => Date.now() + link.ahead }
  }, [link, renderedAt])
}

const noClusters: readonly ClusterState[] = []

/** The clusters this server knows; `initial` are those it rendered with. */
export function useClusters(initial: readonly ClusterState[] = noClusters): readonly ClusterState[] {
  const { session } = useLive()
  return useSyncExternalStore(
    session.follow,
    () => session.clusters() ?? initial,
    () => initial,
  )
}
