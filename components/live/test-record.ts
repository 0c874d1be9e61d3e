/** What happened in a test, in order, and a way to wait for what is to happen. */
export interface Record<T> {
  readonly all: readonly T[]
  readonly add: (item: T) => void
  /** The first item, from those there already on, that fits. */
  readonly find: (fits: (item: T) => boolean) => Promise<T>
  readonly clear: () => void
}

export function createRecord<T>(): Record<T> {
  const all: T[] = []
  const seekers = new Set<(item: T) => void>()
  return {
    all,
    add(item) {
      all.push(item)
      for (const seek of seekers) seek(item)
    },
    find: (fits) =>
      new Promise((resolve) => {
        const found = all.find(fits)
        if (found !== undefined) return resolve(found)
        const seek = (item: T) => {
          if (!fits(item)) return
          seekers.delete(seek)
          resolve(item)
        }
        seekers.add(seek)
      }),
    clear: () => void all.splice(0),
  }
}
