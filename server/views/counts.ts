import type { Health, Row } from '@/lib/views/view'
import type { View } from '@/server/live/view'

interface Counted extends Row {
  readonly namespace: string
  readonly health: Health
}

export interface Counts {
  all(namespace: string): number
  /** Those that are degraded or failed. */
  broken(namespace: string): number
}

/** Counts a view's rows by namespace as they change; `onChange` follows each namespace whose counts may be different. */
export function createCounts<R extends Counted>(view: View<R>, onChange: (namespace: string) => void): Counts {
  const all = new Map<string, number>()
  const broken = new Map<string, number>()

  function count(row: R, by: 1 | -1) {
    bump(all, row.namespace, by)
    if (row.health === 'degraded' || row.health === 'failed') bump(broken, row.namespace, by)
    onChange(row.namespace)
  }

  view.subscribe((changes) => {
    for (const { before, after } of changes.values()) {
      if (before !== undefined) count(before, -1)
      if (after !== undefined) count(after, 1)
    }
  })

  return { all: (namespace) => all.get(namespace) ?? 0, broken: (namespace) => broken.get(namespace) ?? 0 }
}

function bump(counts: Map<string, number>, key: string, by: 1 | -1) {
  const count = (counts.get(key) ?? 0) + by
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}
