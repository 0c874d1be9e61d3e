import { type Clock, toTimestamp } from '@/demo/clock'
import type { Collection } from './collection'
import type { KubeObject, Pod } from './objects'

/** How something is asked to be deleted; `propagation` undefined leaves its finalizers alone. */
export interface DeletionRequest {
  /** Seconds that a pod gets; undefined: its own. */
  readonly grace?: number | undefined
  readonly propagation?: 'Foreground' | 'Background' | 'Orphan' | undefined
}

/**
 * An object after a request to delete it: marked with its deletionTimestamp, and gone when nothing holds it back (a
 * finalizer, or the grace of a bound pod that still runs). k8s.io/apiserver pkg/registry/rest/delete.go, v0.36.
 */
export function deletionOf<T extends KubeObject>(object: T, now: number, asked: DeletionRequest) {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, generation } = object.metadata
  const kept = finalizersFor(object.metadata.finalizers ?? [], asked.propagation)
  const finalizers = kept.length === 0 ? undefined : kept
  const wanted = isPod(object) ? graceOf(object, asked.grace) : 0
  const isMarked = deletionTimestamp !== undefined
  const grace = isMarked ? Math.min(wanted, deletionGracePeriodSeconds) : wanted
  const start = isMarked ? Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000 : now
  const marked: T = {
    ...object,
    metadata: {
      ...object.metadata,
      ...(generation === undefined || isMarked ? {} : { generation: generation + 1 }),
      deletionTimestamp: toTimestamp(grace === 0 && !isMarked ? now : start + grace * 1000),
      deletionGracePeriodSeconds: grace,
      finalizers,
    },
  }
  const isSame = isMarked && grace === deletionGracePeriodSeconds && asked.propagation === undefined
  const isGone = grace === 0 && finalizers === undefined
  // Only of a pod, which ends gracefully, the last state tells that it was deleted.
  return { object: isSame || (isGone && !isPod(object)) ? object : marked, marked, isGone, isSame }
}

/** Deletes as the API server does and gives the object's last state. */
export function deleteObject<T extends KubeObject>(
  collection: Collection<T>,
  clock: Clock,
  object: T,
  grace?: number,
  propagation?: DeletionRequest['propagation'],
): T {
  const deletion = deletionOf(object, clock.now(), { grace, propagation })
  if (deletion.isGone) {
    collection.remove(object)
    return deletion.object
  }
  return deletion.isSame ? object : (collection.update(deletion.object) ?? object)
}

const holders = ['foregroundDeletion', 'orphan']

/** The garbage collector's own finalizers follow what was asked for last. */
function finalizersFor(known: readonly string[], propagation: DeletionRequest['propagation']): readonly string[] {
  if (propagation === undefined) return known
  const others = known.filter((finalizer) => !holders.includes(finalizer))
  if (propagation === 'Background') return others
  return [...others, propagation === 'Orphan' ? 'orphan' : 'foregroundDeletion']
}

const isPod = (object: KubeObject): object is Pod => object.kind === 'Pod'

function graceOf({ spec, status }: Pod, asked: number | undefined): number {
  if (spec.nodeName === undefined || status.phase === 'Succeeded' || status.phase === 'Failed') return 0
  return asked ?? spec.terminationGracePeriodSeconds ?? 30
}
