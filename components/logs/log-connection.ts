import type { Problem } from '@/lib/live/freshness'
import type { LogMessage } from '@/lib/logs/log-message'

/** `lost`: it broke and is tried again; `failed`: the server said why it can't be had, and if it is tried again by itself. */
export type LogConnection =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'lost'; readonly since: number }
  | { readonly state: 'failed'; readonly problem: Problem; readonly retries: boolean }
  | { readonly state: 'ended' }

export interface LogReceiver {
  onMessages(messages: readonly LogMessage[]): void
  /** What comes next is of another stream; see `LogTable.reopened`. */
  onReopened(complete: boolean): void
  onConnection(connection: LogConnection): void
}

/** Whose logs and which of them, as the API's parameters, without where to begin when a stream is taken up again. */
export interface LogAsked {
  readonly cluster: string
  readonly query: string
}

/** Starts to read; what it returns ends that. */
export type OpenLogs = (asked: LogAsked, receiver: LogReceiver) => () => void
