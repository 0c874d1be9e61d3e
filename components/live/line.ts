import type { Message, Subscribed } from '@/lib/live/message'
import type { Clock } from './clock'
import { createDeclaration } from './declaration'
import { createDeclare } from './declare'
import type { ConnectionState } from './protocol'
import { createStream } from './stream'

export interface LineOptions {
  /** Where the channel is now: another one after a sign-out. */
  readonly url: () => string
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** 0 to 1. */
  readonly random: () => number
  readonly wanted: () => readonly string[]
  readonly onAnswer: (subscribed: Subscribed) => void
  readonly onMessages: (messages: readonly Message[]) => void
  readonly onState: (state: ConnectionState) => void
  /** The channel is another viewer's. */
  readonly onUnknown: () => void
}

/** Both ways to the server: the stream down, and up what is wanted, said again whenever the stream opens. */
export interface Line {
  readonly open: () => void
  readonly close: () => void
  /** Something else is wanted now. */
  readonly renew: () => void
  /** Something was lost: begin anew. */
  readonly restart: () => void
  /** An attempt that is being waited for is made now. */
  readonly wake: () => void
}

export function createLine(options: LineOptions): Line {
  const { onState } = options
  const stream = createStream({
    ...options,
    onOpen: () => declaration.open(),
    onState(state) {
      if (state !== 'live' && state !== 'behind') declaration.close()
      onState(state)
    },
  })
  const declaration = createDeclaration({
    ...options,
    declare: createDeclare(options),
    onNotOpen: stream.restart,
    onSignedOut: stream.signOut,
  })
  return {
    open() {
      stream.open()
      stream.wake()
    },
    close() {
      declaration.close()
      stream.close()
    },
    renew: declaration.renew,
    restart: stream.restart,
    wake: stream.wake,
  }
}
