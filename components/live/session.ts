import type { ClusterState } from '@/lib/live/message'
import { type Clock, repeat } from './clock'
import { createFollowers, type Followed } from './followers'
import { createHeard, type Heard } from './heard'
import { firstLink } from './link'
import type { Page, PageChange } from './page'
import type { FromHub, Link, LiveConnection, OpenConnection } from './protocol'

/** A hub takes a visible tab for gone after four of these without a word. */
const signOfLife = 10_000

/** What one tab knows. It opens its connection when something is first followed, and never on the server. */
export interface Session {
  /** Calls `onChange` at most once per frame. With a selection, that is wanted for as long. Returns what ends it. */
  readonly follow: (onChange: () => void, selection?: Followed) => () => void
  readonly heardOf: (path: string) => Heard | undefined
  readonly link: () => Link
  readonly clusters: () => readonly ClusterState[] | undefined
  /** Leaves the hub. What is followed later opens a connection anew. */
  readonly close: () => void
}

export function createSession(open: OpenConnection, clock: Clock, page: Page): Session {
  const followers = createFollowers(page, say)
  const heard = createHeard(followers.seedOf, (path) => connection?.send({ type: 'resend', path }))
  let link = firstLink(clock.now())
  let clusters: readonly ClusterState[] | undefined
  let connection: LiveConnection | undefined
  let hasLeft = false
  let unfollowPage = () => {}
  let cancelSign = () => {}

  function start() {
    if (connection !== undefined) return
    connection = open(receive)
    unfollowPage = page.follow(onPage)
    cancelSign = repeat(clock, signOfLife, say)
  }

  /** A page that is put away is hidden only after it has left: that must not bring it back. */
  function onPage(what: PageChange) {
    if (what !== 'visibility') hasLeft = what === 'left'
    if (what === 'left') connection?.send({ type: 'leave' })
    else say()
  }

  function say() {
    if (hasLeft) return
    const paths = followers.paths()
    heard.keepOnly(paths)
    connection?.send({ type: 'want', visible: page.isVisible(), paths })
  }

  function receive(message: FromHub) {
    if (message.type === 'alive') return
    if (message.type === 'link') link = message.link
    else if (message.type === 'clusters') clusters = message.clusters
    else heard.receive(message)
    followers.tellSoon()
  }

  return {
    follow(onChange, selection) {
      start()
      return followers.add(onChange, selection)
    },
    heardOf: heard.of,
    link: () => link,
    clusters: () => clusters,
    close() {
      unfollowPage()
      cancelSign()
      connection?.close()
      connection = undefined
    },
  }
}
