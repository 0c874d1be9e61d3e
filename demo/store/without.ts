/** A copy of an object that lacks the named fields. */
export function without<T extends object, K extends keyof T>(object: T, ...names: readonly K[]): Omit<T, K> {
  const kept = Object.entries(object).filter(([name]) => !names.some((left) => left === name))
  // fromEntries forgets the fields' names.
  return Object.fromEntries(kept) as Omit<T, K>
}
