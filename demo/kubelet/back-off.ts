const shortest = 10_000
const longest = 300_000

interface Entry {
  readonly delay: number
  readonly at: number
}

/** client-go's flowcontrol.Backoff as kubelets use it: 10 s doubled up to 300 s, forgotten after ten minutes without need. */
export interface BackOff {
  /** How long is left to wait after what happened `since`; 0 for none. */
  remaining(pod: string, key: string, since: number, now: number): number
  /** The wait that holds for the key, in milliseconds. */
  delayOf(pod: string, key: string): number
  /** The instant from which the wait holds. */
  lastAt(pod: string, key: string): number
  /** Counts one more need; the next wait is twice as long. */
  next(pod: string, key: string, since: number, now: number): void
  /** Takes over what a kubelet knew before; what is known already stays. */
  assume(pod: string, key: string, delay: number, at: number): void
  forget(pod: string): void
}

export function createBackOff(): BackOff {
  const pods = new Map<string, Map<string, Entry>>()
  const find = (pod: string, key: string) => pods.get(pod)?.get(key)
  const put = (pod: string, key: string, entry: Entry) => {
    const entries = pods.get(pod) ?? new Map<string, Entry>()
    pods.set(pod, entries.set(key, entry))
  }
  const isOver = (entry: Entry, since: number) => since - entry.at > 2 * longest
  return {
    remaining(pod, key, since, now) {
      const entry = find(pod, key)
      return entry === undefined || isOver(entry, since) ? 0 : Math.max(0, since + entry.delay - now)
    },
    delayOf: (pod, key) => find(pod, key)?.delay ?? 0,
    lastAt: (pod, key) => find(pod, key)?.at ?? 0,
    next(pod, key, since, now) {
      const entry = find(pod, key)
      const starts = entry === undefined || isOver(entry, since)
      put(pod, key, { delay: starts ? shortest : Math.min(longest, 2 * entry.delay), at: now })
    },
    assume(pod, key, delay, at) {
      if (find(pod, key) === undefined && delay > 0) put(pod, key, { delay, at })
    },
    forget: (pod) => void pods.delete(pod),
  }
}
