import type { Message } from '@/lib/live/message'
import type { Clock } from './clock'
import { createDeclaration } from './declaration'
import { createDeclare } from './declare'
import { createInbox, tellEach } from './inbox'
import { createLinkGauge } from './link'
import { createOpening } from './opening'
import type { ConnectionState, FromHub, OpenConnection } from './protocol'
import { createSelections } from './selections'
import { createStream } from './stream'
import { createTabs } from './tabs'

export interface HubOptions {
  /** The address of a channel nobody knows: its id has 128 random bits. */
  readonly newUrl: () => string
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** 0 to 1. */
  readonly random: () => number
  /** How long no tab may be visible before the stream is closed, in ms; undefined keeps it open. */
  readonly hiddenLimit: number | undefined
}

/** The one stream of a browser, and the tabs that share it. */
export interface Hub {
  /** A tab comes in; it takes part from its first `want`. */
  readonly join: OpenConnection
  /** The network is back: an attempt that is being waited for is made now. */
  readonly wake: () => void
}

export function createHub(options: HubOptions): Hub {
  let url = options.newUrl()
  const wire = { url: () => url, fetch: options.fetch, clock: options.clock, random: options.random }
  const selections = createSelections()
  const link = createLinkGauge(wire.clock, (changed) => tabs.tellAll({ type: 'link', link: changed }))
  const stream = createStream({
    ...wire,
    onOpen: () => declaration.open(),
    onMessages,
    onState,
    onUnknown: forget,
  })
  const onPresence = createOpening(wire.clock, options.hiddenLimit, { open, close })
  const tabs = createTabs({ clock: wire.clock, greeting, current: selections.current, onWanted, onPresence })
  const declaration = createDeclaration({
    ...wire,
    declare: createDeclare(wire),
    wanted: tabs.wanted,
    onAnswer: (subscribed) => tellEach(tabs, selections.assign(subscribed)),
    onNotOpen: stream.restart,
    onSignedOut: stream.signOut,
  })
  const inbox = createInbox(tabs, selections, { onGap: stream.restart, onServerNow: link.setServerNow, onWanted })

  function greeting(): readonly FromHub[] {
    return [{ type: 'link', link: link.read() }, ...inbox.greeting()]
  }

  function onWanted() {
    declaration.renew()
  }

  function open() {
    stream.open()
    stream.wake()
  }

  function close() {
    declaration.close()
    stream.close()
  }

  function onMessages(messages: readonly Message[]) {
    link.hear()
    for (const message of messages) inbox.receive(message)
  }

  function onState(state: ConnectionState) {
    if (state !== 'live' && state !== 'behind') declaration.close()
    if (state === 'signed-out') forget()
    link.setState(state)
  }

  /** Whoever signs in next gets nothing of what this viewer saw. */
  function forget() {
    inbox.clear()
    url = options.newUrl()
  }

  return { join: tabs.join, wake: stream.wake }
}
