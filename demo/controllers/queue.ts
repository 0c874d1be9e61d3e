import type { Clock } from '@/demo/clock'
import { keyOf } from '@/demo/store/collection'
import { findController, type KubeObject } from '@/demo/store/objects'

/** Keys of objects to look at again; asked for twice, looked at once, at the sooner instant. */
export interface Queue {
  add(namespace: string | undefined, name: string, delay?: number): void
  /** Adds the controller of an object, when it is of this kind. */
  addController(object: KubeObject | undefined, kind: string): void
}

/** workqueue.DefaultTypedControllerRateLimiter of client-go: 5 ms, 10 ms, … 1000 s. */
const backOff = { first: 5, most: 1_000_000 }

/**
 * `settle`: how many milliseconds changes gather before the object is looked at. A look that throws is repeated,
 * later from time to time; what was thrown goes to stderr once.
 */
export function createQueue(
  clock: Clock,
  settle: number,
  reconcile: (namespace: string | undefined, name: string) => void,
): Queue {
  const waiting = new Map<string, { due: number; cancel: () => void }>()
  const failures = new Map<string, number>()
  const told = new Set<string>()
  const look = (namespace: string | undefined, name: string) => {
    const key = keyOf(namespace, name)
    try {
      reconcile(namespace, name)
      failures.delete(key)
    } catch (error) {
      const failed = failures.get(key) ?? 0
      failures.set(key, failed + 1)
      add(namespace, name, Math.min(backOff.most, backOff.first * 2 ** failed))
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      if (!told.has(text)) console.error(`A controller failed at ${key} and tries again: ${text}`)
      told.add(text)
    }
  }
  const add = (namespace: string | undefined, name: string, delay = settle) => {
    const key = keyOf(namespace, name)
    const due = clock.elapsed() + delay
    const known = waiting.get(key)
    if (known !== undefined && known.due <= due) return
    known?.cancel()
    const cancel = clock.after(delay, () => {
      waiting.delete(key)
      look(namespace, name)
    })
    waiting.set(key, { due, cancel })
  }
  return {
    add,
    addController(object, kind) {
      const owner = object && findController(object)
      if (owner?.kind === kind) add(object?.metadata.namespace, owner.name)
    },
  }
}
