import type { Kind } from '@/lib/kube/kind'
import { createBackoff } from './backoff'
import { type Gate, throughGate } from './gate'
import { openParts, type Part } from './parts'
import type { Reach } from './reach'
import { openReflector, type Reflector, typed } from './reflector'
import { createRest } from './rest'
import type { Source } from './source'
import type { Store, Stored, StoreWriter } from './store'
import { createStorePart } from './store-part'

export interface TypeToFollow<T extends Stored> {
  readonly kind: Kind
  readonly store: Store<T>
  readonly writer: StoreWriter<T>
  /** Of one namespace, or of the whole cluster. */
  sourceOf(namespace?: string): Source<T>
  readonly reach: Reach
  /** What the parts of all types pass through, so that hundreds of them do not ask at the same instant. */
  readonly gate: Gate
}

/**
 * Keeps one type in its store: with one list and watch where it may be read in all namespaces, else with one per namespace
 * that grants it, and with one again as soon as that is allowed.
 */
export function followType<T extends Stored>(
  type: TypeToFollow<T>,
  onChange: () => void,
  random?: () => number,
): Reflector {
  const { kind, writer, sourceOf } = type
  let current = openWide()
  let asking: { wake(): void; close(): void } | undefined

  function openWide(): Reflector {
    const changed = () => {
      if (kind.namespaced && wide.freshness().state === 'forbidden') narrow()
      onChange()
    }
    const wide = openReflector(sourceOf(), writer, changed, random)
    return wide
  }

  function narrow() {
    current.close()
    current = openParts(partsOf(type, random), onChange)
    asking = askAgain((signal) => sourceOf().version(signal), widen, random)
  }

  /** The rows of the parts stay until the list that holds them all is here. */
  function widen() {
    asking = undefined
    current.close()
    current = openWide()
    onChange()
  }

  return {
    freshness: () => current.freshness(),
    resume() {
      asking?.wake()
      current.resume()
    },
    suspect: (problem) => current.suspect(problem),
    close() {
      asking?.close()
      current.close()
    },
  }
}

function partsOf<T extends Stored>(
  { kind, store, writer, sourceOf, reach, gate }: TypeToFollow<T>,
  random?: () => number,
) {
  return {
    kind,
    claim: (onChange: () => void) => reach.claim(kind, onChange),
    open(namespace: string, onChange: () => void): Part {
      const part = createStorePart(writer)
      return {
        ...openReflector(throughGate(sourceOf(namespace), gate), part, onChange, random),
        clear: part.clear,
      }
    },
    loaded: () => store.objects.size,
  }
}

/** Asks until the answer is no refusal and no failure, then says so once. */
function askAgain(ask: (signal: AbortSignal) => Promise<unknown>, onAnswer: () => void, random?: () => number) {
  const closed = new AbortController()
  const backoff = createBackoff(random)
  const rest = createRest()

  async function keepAsking() {
    let ms = backoff.after({ kind: 'forbidden' })
    while (!closed.signal.aborted) {
      await rest.wait(ms)
      try {
        closed.signal.throwIfAborted()
        await ask(closed.signal)
        if (!closed.signal.aborted) return onAnswer()
      } catch (thrown) {
        ms = backoff.after(typed(thrown))
      }
    }
  }

  void keepAsking()
  return {
    wake: rest.wake,
    close() {
      closed.abort()
      rest.wake()
    },
  }
}
