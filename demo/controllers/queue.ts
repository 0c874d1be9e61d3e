import type { Clock } from '@/demo/clock'
import { keyOf } from '@/demo/store/collection'
import { findController, type KubeObject } from '@/demo/store/objects'

/** Keys of objects to look at again; asked for twice, looked at once, at the sooner instant. */
export interface Queue {
  add(namespace: string | undefined, name: string, delay?: number): void
  /** Adds the controller of an object, when it is of this kind. */
  addController(object: KubeObject | undefined, kind: string): void
}

/** `settle`: how many milliseconds changes gather before the object is looked at. */
export function createQueue(
  clock: Clock,
  settle: number,
  reconcile: (namespace: string | undefined, name: string) => void,
): Queue {
  const waiting = new Map<string, { due: number; cancel: () => void }>()
  const add = (namespace: string | undefined, name: string, delay = settle) => {
    const key = keyOf(namespace, name)
    const due = clock.now() + delay
    const known = waiting.get(key)
    if (known !== undefined && known.due <= due) return
    known?.cancel()
    const cancel = clock.after(delay, () => {
      waiting.delete(key)
      reconcile(namespace, name)
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
