import { type Clock, toTimestamp } from '@/demo/clock'
import type { Collection } from './collection'
import type { KubeObject, Pod } from './objects'

/**
 * Deletes as the API server does: a bound pod that still runs gets its grace and a deletionTimestamp, an object with
 * finalizers only the timestamp, anything else is gone. Gives the object's last state.
 */
export function deleteObject<T extends KubeObject>(
  collection: Collection<T>,
  clock: Clock,
  object: T,
  gracePeriodSeconds?: number,
): T {
  const grace = isPod(object) ? graceOf(object, gracePeriodSeconds) : 0
  if (grace === 0 && (object.metadata.finalizers ?? []).length === 0) {
    collection.remove(object)
    return object
  }
  if (object.metadata.deletionTimestamp !== undefined) return object
  const marked = {
    ...object,
    metadata: {
      ...object.metadata,
      generation: object.metadata.generation === undefined ? undefined : object.metadata.generation + 1,
      deletionTimestamp: toTimestamp(clock.now() + grace * 1000),
      deletionGracePeriodSeconds: grace,
    },
  }
  return collection.update(marked) ?? object
}

const isPod = (object: KubeObject): object is Pod => object.kind === 'Pod'

function graceOf({ spec, status }: Pod, asked: number | undefined): number {
  if (spec.nodeName === undefined || status.phase === 'Succeeded' || status.phase === 'Failed') return 0
  return asked ?? spec.terminationGracePeriodSeconds ?? 30
}
