const first = 500
const most = 10_000

/**
 * Milliseconds to wait before the next attempt after `failures` in a row (0: a connection that had worked broke).
 * Doubles from 0.5 s to 10 s; `random` (0 to 1) takes up to half of it away, so that many browsers do not come at once.
 */
export function backoffDelay(failures: number, random: number): number {
  return Math.min(first * 2 ** failures, most) * (1 - random / 2)
}
