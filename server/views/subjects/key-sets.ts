/** Keys under values; a value that no key has any more takes no memory. */
export interface KeySets {
  add(value: string, key: string): void
  remove(value: string, key: string): void
  get(value: string): ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

export function createKeySets(): KeySets {
  const sets = new Map<string, Set<string>>()
  return {
    add(value, key) {
      const keys = sets.get(value)
      if (keys === undefined) sets.set(value, new Set([key]))
      else keys.add(key)
    },
    remove(value, key) {
      const keys = sets.get(value)
      keys?.delete(key)
      if (keys?.size === 0) sets.delete(value)
    },
    get: (value) => sets.get(value) ?? none,
  }
}

/** Of several values the one that the fewest keys have. */
export function rarest(sets: Pick<KeySets, 'get'>, values: readonly string[]): string {
  let [found = ''] = values
  for (const value of values) if (sets.get(value).size < sets.get(found).size) found = value
  return found
}
