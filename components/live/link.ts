import type { Clock } from './clock'
import type { ConnectionState, Link } from './protocol'

/** Smaller differences between two beats are the time that they were under way. */
const tolerance = 250

/** What is known of the stream; tells of each change. */
export interface LinkGauge {
  readonly read: () => Link
  readonly setState: (state: ConnectionState) => void
  /** Something came. */
  readonly hear: () => void
  /** The server said what time it is. */
  readonly setServerNow: (now: number) => void
}

export const firstLink = (now: number): Link => ({ state: 'connecting', since: now, ahead: 0 })

export function createLinkGauge(clock: Clock, onChange: (link: Link) => void): LinkGauge {
  let link = firstLink(clock.now())
  let heard = clock.now()

  const set = (next: Link) => {
    link = next
    onChange(link)
  }

  return {
    read: () => link,
    setState(state) {
      if (state === link.state) return
      set({ ...link, state, since: (state === 'behind' ? heard : clock.now()) + link.ahead })
    },
    hear() {
      heard = clock.now()
    },
    setServerNow(now) {
      const ahead = now - clock.now()
      if (Math.abs(ahead - link.ahead) > tolerance) set({ ...link, ahead, since: link.since + ahead - link.ahead })
    },
  }
}
