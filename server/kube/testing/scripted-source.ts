import type { Batch, Source, WatchEvent } from '@/server/kube/source'
import type { KubeError } from '@/server/kube/status-error'

export interface Thing {
  readonly metadata: { uid: string; namespace: string; name: string; resourceVersion: string }
}

export const thing = (name: string, version: number, namespace = 'shop'): Thing => ({
  metadata: { uid: `uid-${namespace}-${name}`, namespace, name, resourceVersion: String(version) },
})

type Next = readonly WatchEvent<Thing>[] | KubeError | 'end'

/** A server of things, whose lists fail and whose watches say, lose and break what the test wants. */
export function createScriptedSource(namespace?: string) {
  const things = new Map<string, Thing>()
  const asked: string[] = []
  let version = 1
  let refusal: KubeError | undefined
  let push: ((next: Next) => void) | undefined

  async function* list(): AsyncGenerator<Batch<Thing>, string, void> {
    asked.push('list')
    yield answered(refusal, { objects: [...things.values()], expected: things.size })
    return String(version)
  }

  async function* watch(from: string, signal: AbortSignal): AsyncGenerator<readonly WatchEvent<Thing>[], void, void> {
    asked.push(`watch ${from}`)
    yield answered(refusal, [])
    for (;;) {
      const { promise, resolve } = Promise.withResolvers<Next>()
      push = resolve
      signal.addEventListener('abort', () => resolve('end'))
      const next = await promise
      if (next === 'end') return
      if (!Array.isArray(next)) throw next
      yield next
    }
  }

  async function current() {
    asked.push('version')
    return answered(refusal, String(version))
  }
  return {
    source: { list, version: current, watch } satisfies Source<Thing>,
    asked,
    things: () => things.values(),
    /** Changes a thing, and tells the open watch unless the event is to be lost. */
    set(name: string, { lost = false } = {}) {
      version += 1
      const object = thing(name, version, namespace)
      things.set(name, object)
      if (!lost) push?.([{ type: 'modified', object }])
    },
    remove(name: string, { lost = false } = {}) {
      version += 1
      things.delete(name)
      if (!lost) push?.([{ type: 'deleted', object: thing(name, version, namespace) }])
    },
    /** The server comes back with the state of an old backup. */
    goBack(to: number) {
      version = to
      things.clear()
    },
    bookmark: () => push?.([{ type: 'bookmark', resourceVersion: String(version) }]),
    /** Ends the open watch, in good order or by an error. */
    end: (error?: KubeError) => push?.(error ?? 'end'),
    /** From now on everything is refused like this; undefined heals. */
    refuse: (error: KubeError | undefined) => void (refusal = error),
  }
}

function answered<T>(refusal: KubeError | undefined, answer: T): T {
  if (refusal !== undefined) throw refusal
  return answer
}
