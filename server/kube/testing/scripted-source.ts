import type { Batch, Source, WatchEvent } from '@/server/kube/source'
import type { KubeError } from '@/server/kube/status-error'

export interface Thing {
  readonly metadata: { uid: string; namespace: string; name: string; resourceVersion: string }
}

export const thing = (name: string, version: number): Thing => ({
  metadata: { uid: `uid-${name}`, namespace: 'shop', name, resourceVersion: String(version) },
})

type Next = readonly WatchEvent<Thing>[] | KubeError | 'end'

/** A server of things, whose lists fail and whose watches say, lose and break what the test wants. */
export function createScriptedSource() {
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
      const next = await new Promise<Next>((resolve) => {
        push = resolve
        signal.addEventListener('abort', () => resolve('end'))
      })
      if (next === 'end') return
      if (!Array.isArray(next)) throw next
      yield next
    }
  }

  const current = async () => {
    asked.push('version')
    return answered(refusal, String(version))
  }
  return {
    source: { list, version: current, watch } satisfies Source<Thing>,
    asked,
    /** Changes a thing, and tells the open watch unless the event is to be lost. */
    set(name: string, { lost = false } = {}) {
      version += 1
      const object = thing(name, version)
      things.set(name, object)
      if (!lost) push?.([{ type: 'modified', object }])
    },
    remove(name: string, { lost = false } = {}) {
      version += 1
      things.delete(name)
      if (!lost) push?.([{ type: 'deleted', object: thing(name, version) }])
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
    refuse(error: KubeError | undefined) {
      refusal = error
    },
  }
}

function answered<T>(refusal: KubeError | undefined, answer: T): T {
  if (refusal !== undefined) throw refusal
  return answer
}
