import type { Cell, Row, Sort, ViewShape } from './view'

export type Comparator = (a: Row, b: Row) => number

/**
 * The order of a view's rows: a column's own order first, then numbers by size, strings by code unit, null last in both
 * directions. Ties go by namespace, name and key, always ascending, so that no two rows are equal.
 */
export function compareRows(shape: ViewShape, { column, descending }: Sort): Comparator {
  const order = shape.orders[column]
  return order === undefined ? compareBy(column, descending) : compareByOrder(column, descending, order)
}

function compareBy(column: string, descending: boolean): Comparator {
  const sign = descending ? -1 : 1
  return (a, b) => {
    const x = a[column] ?? null
    const y = b[column] ?? null
    return x === y ? compareNames(a, b) : compareCells(x, y, sign)
  }
}

/** Values that the order does not name come after those it names. */
function compareByOrder(column: string, descending: boolean, order: readonly string[]): Comparator {
  const sign = descending ? -1 : 1
  const ranks = new Map<Cell, number>(order.map((value, index) => [value, index]))
  return (a, b) => {
    const x = a[column] ?? null
    const y = b[column] ?? null
    if (x === y) return compareNames(a, b)
    if (x === null || y === null) return x === null ? 1 : -1
    const byOrder = (ranks.get(x) ?? order.length) - (ranks.get(y) ?? order.length)
    return byOrder === 0 ? compareCells(x, y, sign) : sign * byOrder
  }
}

/** Two cells that differ. */
function compareCells(x: Cell, y: Cell, sign: number): number {
  if (typeof x === 'number' && typeof y === 'number') return sign * (x - y)
  if (typeof x === 'string' && typeof y === 'string') return x < y ? -sign : sign
  if (x === null || y === null) return x === null ? 1 : -1
  return String(x) < String(y) ? -sign : sign
}

function compareNames(a: Row, b: Row): number {
  return compareTexts(a.namespace, b.namespace) || compareTexts(a.name, b.name) || compareTexts(a.key, b.key)
}

function compareTexts(x: Cell | undefined, y: Cell | undefined): number {
  if (x === y || typeof x !== 'string' || typeof y !== 'string') return 0
  return x < y ? -1 : 1
}
