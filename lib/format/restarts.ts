import { formatAge } from './age'

/** RESTARTS as kubectl prints it: `3 (5m ago)`. Instants in ms since 1970. */
export function formatRestarts(restarts: number, lastRestartAt: number | null, now: number): string {
  if (restarts === 0 || lastRestartAt === null) return String(restarts)
  return `${restarts} (${formatAge(now, lastRestartAt)} ago)`
}
