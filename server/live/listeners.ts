/** Those who want to be told of something. */
export function createListeners<A extends readonly unknown[] = []>() {
  const listeners = new Set<(...args: A) => void>()
  return {
    subscribe(listener: (...args: A) => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    tell(...args: A) {
      for (const listener of listeners) listener(...args)
    },
  }
}
