/** `before` when it says the same as `after`, else `after`: what is equal stays the same object. */
export function keepEqual<T>(before: T | undefined, after: T): T {
  return before !== undefined && isEqual(before, after) ? before : after
}

/** `keepEqual` for a record and, when it changed, for each of its entries. */
export function keepEntries<T>(
  before: Readonly<Record<string, T>> | undefined,
  after: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  if (before === undefined) return after
  if (isEqual(before, after)) return before
  return Object.fromEntries(Object.entries(after).map(([name, entry]) => [name, keepEqual(before[name], entry)]))
}

/** Equality of plain values as they come from JSON: texts, numbers, flags, null and records of such. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (!isRecord(one) || !isRecord(other)) return false
  const names = Object.keys(one)
  if (names.length !== Object.keys(other).length) return false
  return names.every((name) => Object.hasOwn(other, name) && isEqual(one[name], other[name]))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
