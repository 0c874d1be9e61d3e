import type { Store, Stored } from '@/server/kube/store'

/** What a change says of other objects than the one that changed. */
export interface Touch {
  /** What was found on this object may be different now. */
  object(kind: string, key: string): void
  /** What is told of this subject may be different now, though nothing else was found: the harm is another. */
  subject(key: string): void
}

export function onChange<T extends Stored>(
  store: Store<T>,
  act: (object: T, before: T | undefined, after: T | undefined) => void,
): void {
  store.subscribe((before, after) => {
    const object = after ?? before
    if (object !== undefined) act(object, before, after)
  })
}

/** Whether a part of an object is another now; so it is when the object comes or goes. */
export function isOther<T>(before: T | undefined, after: T | undefined, part: (object: T) => unknown): boolean {
  if (before === undefined || after === undefined) return before !== after
  return JSON.stringify(part(before)) !== JSON.stringify(part(after))
}
