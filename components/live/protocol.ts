import type { Problem } from '@/lib/live/freshness'
import type { ClusterState, Delta, Snapshot } from '@/lib/live/message'

/** `behind`: the stream is open but nothing came for 12 s. `offline`: attempts to open it fail. */
export type ConnectionState = 'connecting' | 'live' | 'behind' | 'offline' | 'signed-out'

/** How the stream does; `since` is on the server's clock, which is ours plus `ahead`. */
export interface Link {
  readonly state: ConnectionState
  readonly since: number
  readonly ahead: number
}

/** From a tab to the hub. */
export type ToHub =
  /** All that the tab wants now, by selection path. Said again every 10 s, as its sign of life; always answered by `alive`. */
  | { readonly type: 'want'; readonly visible: boolean; readonly paths: readonly string[] }
  /** The table of a path is lost: send its snapshot. */
  | { readonly type: 'resend'; readonly path: string }
  | { readonly type: 'leave' }

/** From the hub to a tab. A tab that is hidden is told nothing but `alive`, and everything when it is shown again. */
export type FromHub =
  | { readonly type: 'alive' }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'clusters'; readonly clusters: readonly ClusterState[] }
  | { readonly type: 'table'; readonly path: string; readonly message: Snapshot | Delta }
  | { readonly type: 'refused'; readonly path: string; readonly problem: Problem }

/** A tab's line to the hub, wherever the hub runs. */
export interface LiveConnection {
  readonly send: (message: ToHub) => void
  readonly close: () => void
}

export type OpenConnection = (receive: (message: FromHub) => void) => LiveConnection
