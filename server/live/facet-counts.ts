import type { FacetCounts } from '@/lib/live/message'
import { facetValue } from '@/lib/views/match'
import type { Row } from '@/lib/views/view'

/** Values of a facet that are told: the most frequent ones. A list of 5,000 node names helps nobody. */
const mostValues = 40

/**
 * How many rows have each value of each facet. `verdict` is a bit set of the facets that the row fails: a row counts for a
 * facet when it passes all others, so that a facet's own picks do not narrow its counts.
 */
export function createFacetCounts(facets: readonly string[]) {
  const counts = facets.map(() => new Map<string, number>())
  let told: Record<string, Readonly<Record<string, number>>> = {}
  const changed = new Set<number>(facets.keys())

  function bump(index: number, value: string, by: 1 | -1) {
    const values = counts[index]
    if (values === undefined) return
    const count = (values.get(value) ?? 0) + by
    if (count === 0) values.delete(value)
    else values.set(value, count)
    changed.add(index)
  }

  return {
    add(row: Row, verdict: number, by: 1 | -1) {
      for (const [index, facet] of facets.entries()) {
        if ((verdict & ~(1 << index)) !== 0) continue
        bump(index, facetValue(row[facet]), by)
      }
    },
    /** The same object as before for every facet that did not change. */
    read(): FacetCounts {
      for (const index of changed) {
        const facet = facets[index]
        const values = counts[index]
        if (facet === undefined || values === undefined) continue
        const most = [...values].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, mostValues)
        told = { ...told, [facet]: Object.fromEntries(most) }
      }
      changed.clear()
      return told
    },
  }
}
