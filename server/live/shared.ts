export interface Closable {
  close(): void
}

/** A share in a thing that others may hold too. */
export interface Lease<T> {
  readonly value: T
  release(): void
}

/** Things by key, made when first asked for and closed when nobody has held them for `lingerMs`. */
export interface Shared<T extends Closable> {
  acquire(key: string, create: () => T): Lease<T>
  get(key: string): T | undefined
  close(): void
}

export function createShared<T extends Closable>(lingerMs: number): Shared<T> {
  const held = new Map<string, { readonly value: T; holders: number; timer?: NodeJS.Timeout }>()

  function drop(key: string) {
    const entry = held.get(key)
    clearTimeout(entry?.timer)
    held.delete(key)
    entry?.value.close()
  }

  return {
    acquire(key, create) {
      const entry = held.get(key) ?? { value: create(), holders: 0 }
      held.set(key, entry)
      clearTimeout(entry.timer)
      entry.holders += 1
      let released = false
      return {
        value: entry.value,
        release() {
          if (released) return
          released = true
          entry.holders -= 1
          if (entry.holders === 0) entry.timer = setTimeout(() => drop(key), lingerMs).unref()
        },
      }
    },
    get: (key) => held.get(key)?.value,
    close() {
      for (const key of [...held.keys()]) drop(key)
    },
  }
}
