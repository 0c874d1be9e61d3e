import type { Message } from '@/lib/live/message'
import type { Clock } from './clock'
import { createInbox, tellEach } from './inbox'
import { createLine } from './line'
import { createLinkGauge } from './link'
import { createOpening } from './opening'
import type { ConnectionState, FromHub, OpenConnection } from './protocol'
import { createSelections } from './selections'
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
  const { clock, fetch, random, newUrl, hiddenLimit } = options
  let url = newUrl()

  const selections = createSelections()
  const link = createLinkGauge(clock, (changed) => tabs.tellAll({ type: 'link', link: changed }))
  const line = createLine({
    url: () => url,
    fetch,
    clock,
    random,
    wanted: () => tabs.wanted(),
    onAnswer: (subscribed) => tellEach(tabs, selections.assign(subscribed)),
    onMessages,
    onState,
    onUnknown: forget,
  })
  const tabs = createTabs({
    clock,
    greeting,
    current: selections.current,
    onWanted: line.renew,
    onPresence: createOpening(clock, hiddenLimit, line),
  })
  const inbox = createInbox(tabs, selections, {
    onGap: line.restart,
    onServerNow: link.setServerNow,
    onWanted: line.renew,
  })

  function greeting(): readonly FromHub[] {
    return [{ type: 'link', link: link.read() }, ...inbox.greeting()]
  }

  function onMessages(messages: readonly Message[]) {
    link.hear()
    for (const message of messages) inbox.receive(message)
  }

  function onState(state: ConnectionState) {
    if (state === 'signed-out') forget()
    link.setState(state)
  }

  /** Whoever signs in next gets nothing of what this viewer saw. */
  function forget() {
    inbox.clear()
    url = newUrl()
  }

  return { join: tabs.join, wake: line.wake }
}
