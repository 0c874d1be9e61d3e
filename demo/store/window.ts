import type { KubeObject } from './objects'

export interface Change<T extends KubeObject = KubeObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly version: number
  readonly object: T
  /** What stood there before; undefined for ADDED. */
  readonly previous: T | undefined
}

/** The last changes of one type: what a watch can resume from, and what a list at an older version is undone with. */
export interface Window<T extends KubeObject> {
  /** A watch or list at this version or a newer one can be answered. */
  oldest(): number
  push(change: Change<T>): void
  /** Changes newer than `version`, oldest first. */
  since(version: number): readonly Change<T>[]
  /** Forgets everything up to `version`. */
  compact(version: number): void
}

export function createWindow<T extends KubeObject>(limit: number): Window<T> {
  let changes: Change<T>[] = []
  let oldest = 0
  return {
    oldest: () => oldest,
    push(change) {
      changes.push(change)
      if (changes.length < limit * 2) return
      oldest = changes[limit - 1]?.version ?? oldest
      changes = changes.slice(limit)
    },
    since(version) {
      let low = 0
      let high = changes.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((changes[middle]?.version ?? 0) > version) high = middle
        else low = middle + 1
      }
      return changes.slice(low)
    },
    compact(version) {
      changes = []
      oldest = version
    },
  }
}
