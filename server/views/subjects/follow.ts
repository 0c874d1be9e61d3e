import type { Store, Stored, StoreListener } from '@/server/kube/store'

/** Hears of what is there as if it came now, then of each change: whoever follows late knows as much as who always did. */
export function follow<T extends Stored>(store: Store<T>, listener: StoreListener<T>): void {
  for (const object of store.objects.values()) listener(undefined, object)
  store.subscribe(listener)
}
