import type { Clock } from './clock'
import type { Presence } from './tabs'

interface Openable {
  readonly open: () => void
  readonly close: () => void
}

/** Keeps something open while a tab is visible and, hidden, for `hiddenLimit` ms more (undefined: for as long as there is a tab). */
export function createOpening(
  clock: Clock,
  hiddenLimit: number | undefined,
  { open, close }: Openable,
): (presence: Presence) => void {
  let cancelClosing = () => {}
  return (presence) => {
    cancelClosing()
    cancelClosing = () => {}
    if (presence === 'none') close()
    else if (presence === 'visible') open()
    else if (hiddenLimit !== undefined) cancelClosing = clock.after(hiddenLimit, close)
  }
}
