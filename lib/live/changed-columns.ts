import type { Row } from '@/lib/views/view'

/** Columns in which two states of a line differ. */
export function changedColumns(before: Row, after: Row): ReadonlySet<string> {
  return new Set(Object.keys({ ...before, ...after }).filter((column) => before[column] !== after[column]))
}
