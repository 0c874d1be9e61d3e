import { qualifiedName, type ResourceType } from '@/demo/store/types'

/** One open watch, as whoever rehearses failures sees it. */
export interface Watcher {
  readonly type: ResourceType
  /** Ends it cleanly. */
  end(): void
  /** Lets go of the store without a word to the client, whose connection is gone. */
  stop(): void
  /** From now on nothing is sent; what would be, waits. */
  hold(): void
  release(): void
  /** From now on everything is sent this much later; 0 sends what is on its way at once. */
  delay(milliseconds: number): void
}

export interface Watchers {
  readonly size: number
  add(watcher: Watcher, reset: () => void): () => void
  /** For all open watches, or those of one type (`deployments.apps`). */
  each(resource: string | undefined, act: (watcher: Watcher) => void): void
  /** Breaks the connections, as a network does. */
  reset(resource: string | undefined): void
}

export function createWatchers(): Watchers {
  const open = new Map<Watcher, () => void>()
  const ofType = (resource: string | undefined) =>
    [...open].filter(([{ type }]) => resource === undefined || qualifiedName(type) === resource)
  return {
    get size() {
      return open.size
    },
    add(watcher, reset) {
      open.set(watcher, reset)
      return () => void open.delete(watcher)
    },
    each: (resource, act) => ofType(resource).forEach(([watcher]) => void act(watcher)),
    reset: (resource) => ofType(resource).forEach(([, reset]) => void reset()),
  }
}
