import type { Row } from './view'

/** What a viewer may see of a view: rows of which namespaces, and which columns only as null. */
export interface Sight {
  readonly namespaces: 'all' | ReadonlySet<string>
  readonly masked: readonly string[]
}

/** Equal for equal sights, so that their viewers share a selection. */
export function sightKey({ namespaces, masked }: Sight): string {
  return JSON.stringify([namespaces === 'all' ? null : [...namespaces].sort(), [...new Set(masked)].sort()])
}

/** The row as the viewer may see it: the same object when nothing of it is masked. */
export function maskRow(row: Row, { masked }: Sight): Row {
  if (masked.length === 0) return row
  const seen = { ...row }
  for (const column of masked) if (column in row) seen[column] = null
  return seen
}
