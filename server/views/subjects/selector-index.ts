import { keyOf, type Store, type Stored } from '@/server/kube/store'
import { follow } from './follow'
import { createKeySets, rarest } from './key-sets'
import { placesOfSelector } from './label-place'

type Labels = Readonly<Record<string, string>>

/** Objects that select by labels, each found at one place. */
export interface SelectorIndex<T> {
  /** Those at these places: all that select what is there, and perhaps more. */
  at(places: readonly string[]): Iterable<T>
}

/**
 * `selectorOf` gives the labels that an object demands, or undefined when it selects nothing. Each is put where the fewest
 * are already: a label that all selectors of a namespace share does not bring them all to one place.
 */
export function createSelectorIndex<T extends Stored>(
  store: Store<T>,
  selectorOf: (object: T) => Labels | undefined,
): SelectorIndex<T> {
  const keysAt = createKeySets()
  const placeOf = new Map<string, string>()
  follow(store, (before, after) => {
    const object = after ?? before
    if (object === undefined) return
    const key = keyOf(object)
    const left = placeOf.get(key)
    if (left !== undefined) keysAt.remove(left, key)
    placeOf.delete(key)
    const selector = after && selectorOf(after)
    if (selector === undefined) return
    const place = rarest(keysAt, placesOfSelector(object.metadata?.namespace ?? '', selector))
    keysAt.add(place, key)
    placeOf.set(key, place)
  })
  return {
    *at(places) {
      for (const place of places)
        for (const key of keysAt.get(place)) {
          const object = store.objects.get(key)
          if (object !== undefined) yield object
        }
    },
  }
}
