import { isDeepStrictEqual } from 'node:util'
import { toTimestamp } from '@/demo/clock'
import { deleteObject } from '@/demo/store/deletion'
import type { Condition, KubeObject, Namespace } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { createQueue } from './queue'

const finalizer = 'kubernetes'
const again = 5000

/** Empties a namespace that is to go, says what still holds it, and lets it go when nothing is left (pkg/controller/namespace). */
export function startNamespaceController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 500, (_, name) => {
    const namespace = store.namespaces.get(undefined, name)
    if (namespace?.metadata.deletionTimestamp !== undefined && !finalize(world, namespace))
      queue.add(undefined, name, again)
  })
  store.namespaces.listen(({ type, object, previous }) => {
    const { name, deletionTimestamp } = object.metadata
    if (type !== 'DELETED' && deletionTimestamp !== undefined && previous?.metadata.deletionTimestamp === undefined)
      queue.add(undefined, name)
  })
}

interface Left {
  readonly resource: string
  readonly objects: readonly KubeObject[]
}

/** Whether the namespace is gone. */
function finalize(world: World, given: Namespace): boolean {
  const { store, clock } = world
  const { name } = given.metadata
  const contents = store.all.filter(({ type }) => type.namespaced)
  for (const collection of contents)
    for (const object of [...collection.values()])
      if (object.metadata.namespace === name && object.metadata.deletionTimestamp === undefined)
        deleteObject(collection, clock, object, undefined, 'Background')
  const left = contents.flatMap(({ type, values }): Left | [] => {
    const objects = [...values()].filter(({ metadata }) => metadata.namespace === name)
    return objects.length === 0 ? [] : { resource: `${type.resource}.${type.group}`, objects }
  })
  const namespace = store.namespaces.get(undefined, name)
  if (namespace === undefined) return true
  const conditions = conditionsOf(left, namespace.status.conditions, toTimestamp(clock.now()))
  const spec = { ...namespace.spec, finalizers: namespace.spec?.finalizers?.filter((each) => each !== finalizer) ?? [] }
  if (left.length === 0) {
    if (spec.finalizers.length > 0 || namespace.metadata.finalizers?.length)
      return store.namespaces.update({ ...namespace, spec }) === undefined
    store.namespaces.remove(namespace)
    return true
  }
  const status = { phase: 'Terminating', conditions }
  if (!isDeepStrictEqual(status, namespace.status)) store.namespaces.update({ ...namespace, status })
  return false
}

const settled = [
  ['NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'],
  ['NamespaceDeletionGroupVersionParsingFailure', 'ParsedGroupVersions', 'All legacy kube types successfully parsed'],
  [
    'NamespaceDeletionContentFailure',
    'ContentDeleted',
    'All content successfully deleted, may be waiting on finalization',
  ],
] as const

function conditionsOf(left: readonly Left[], known: readonly Condition[] = [], now: string): readonly Condition[] {
  const remaining = left.map(({ resource, objects }) => `${resource} has ${objects.length} resource instances`).sort()
  const held = new Map<string, number>()
  for (const each of left.flatMap(({ objects }) => objects.flatMap(({ metadata }) => metadata.finalizers ?? [])))
    held.set(each, (held.get(each) ?? 0) + 1)
  const holders = [...held].map(([name, count]) => `${name} in ${count} resource instances`).sort()
  const say = (type: string, holds: boolean, reason: string, message: string): Condition => {
    const status = holds ? 'True' : 'False'
    const old = known.find((each) => each.type === type)
    return { type, status, lastTransitionTime: old?.status === status ? old.lastTransitionTime : now, reason, message }
  }
  return [
    ...settled.map(([type, reason, message]) => say(type, false, reason, message)),
    remaining.length > 0
      ? say(
          'NamespaceContentRemaining',
          true,
          'SomeResourcesRemain',
          `Some resources are remaining: ${remaining.join(', ')}`,
        )
      : say('NamespaceContentRemaining', false, 'ContentRemoved', 'All content successfully removed'),
    holders.length > 0
      ? say(
          'NamespaceFinalizersRemaining',
          true,
          'SomeFinalizersRemain',
          `Some content in the namespace has finalizers remaining: ${holders.join(', ')}`,
        )
      : say(
          'NamespaceFinalizersRemaining',
          false,
          'ContentHasNoFinalizers',
          'All content-preserving finalizers finished',
        ),
  ]
}
