import type { ContainerStatus } from '@/lib/kube/kinds/pod'

type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>

const second = 1000
const cap = 300 * second

/**
 * How long a loop of so many restarts takes at least: the kubelet waits 10 s, doubles it up to 5 min, and forgets after
 * 10 min without a crash (kuberuntime_manager.go, MaxContainerBackOff; client-go flowcontrol.Backoff).
 */
export function leastDuration(restarts: number): number {
  let sum = 0
  for (let index = 0, wait = 10 * second; index < Math.min(restarts, 6); index++, wait *= 2) sum += Math.min(wait, cap)
  return sum + Math.max(0, restarts - 6) * cap
}

/**
 * When the loop began at the latest, as far as one object tells: so many waits before its last end, or before its present
 * run, which comes one wait later; but not before its pod started.
 */
export function loopSince(
  last: Terminated,
  restarts: number,
  running: number | undefined,
  startTime: number | undefined,
): number | undefined {
  const end = running ?? last.finishedAt ?? last.startedAt
  if (end === undefined) return startTime
  const earliest = end - leastDuration(restarts)
  return startTime === undefined ? earliest : Math.max(startTime, earliest)
}

const forgets = 600 * second

/**
 * Until when a container that runs again still counts as looping: for a minute, or three times as long as its last run
 * took, but no longer than the kubelet itself remembers; so its running seconds between two back-offs change nothing.
 * One that is not even ready has not got over it. Undefined when its runs are too long for a loop. Memory that runs out again and again is one at any pace: for an hour.
 */
export function loopUntil(last: Terminated, startedAt: number, restarts: number, ready: boolean): number | undefined {
  if (last.reason === 'OOMKilled' && restarts > 1) return startedAt + 3600 * second
  const run = Math.max(0, (last.finishedAt ?? 0) - (last.startedAt ?? last.finishedAt ?? 0))
  if (run >= forgets) return undefined
  if (!ready && restarts > 1) return startedAt + forgets
  return startedAt + Math.min(forgets, Math.max(60 * second, 3 * run))
}
