import { toTimestamp } from '@/demo/clock'
import type { ControllerRevision } from '@/demo/store/core-objects'
import { deleteObject } from '@/demo/store/deletion'
import { controllerOf, type DaemonSet, type PodTemplate, type StatefulSet, type TextMap } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { without } from './fields'
import { templateHash } from './replica-sets'

export const revisionLabel = 'controller-revision-hash'

type Owner = DaemonSet | StatefulSet

export const revisionName = ({ metadata, spec }: Owner): string => `${metadata.name}-${templateHash(spec.template)}`

/** The revisions of a set, oldest first. */
export function revisionsOf({ store }: World, { metadata }: Owner): readonly ControllerRevision[] {
  return store.controllerrevisions.ownedBy(metadata.uid).toSorted((a, b) => a.revision - b.revision)
}

/** The revision of the set's template: made when it is new, numbered anew when it was left and is come back to. */
export function ensureRevision(world: World, set: Owner): ControllerRevision {
  const { controllerrevisions } = world.store
  const known = revisionsOf(world, set)
  const newest = known.at(-1)
  const name = revisionName(set)
  const found = known.find(({ metadata }) => metadata.name === name)
  if (found === undefined) return controllerrevisions.create(newRevision(world, set, (newest?.revision ?? 0) + 1))
  if (found === newest) return found
  return controllerrevisions.update({ ...found, revision: (newest?.revision ?? 0) + 1 }) ?? found
}

function newRevision({ clock, random }: World, set: Owner, revision: number): ControllerRevision {
  const { metadata, spec } = set
  const hash = templateHash(spec.template)
  const label = set.kind === 'DaemonSet' ? revisionLabel : 'controller.kubernetes.io/hash'
  const generation = { 'deprecated.daemonset.template.generation': String(metadata.generation ?? 1) }
  const copied: TextMap = { ...(set.kind === 'DaemonSet' ? generation : {}), ...metadata.annotations }
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: revisionName(set),
      namespace: metadata.namespace,
      uid: random.uuid(),
      resourceVersion: '',
      creationTimestamp: toTimestamp(clock.now()),
      labels: { ...spec.template.metadata.labels, [label]: hash },
      ...(Object.keys(copied).length === 0 ? {} : { annotations: copied }),
      ownerReferences: [controllerOf(set)],
    },
    revision,
    data: { spec: { template: { $patch: 'replace', ...spec.template } } },
  }
}

/** The template as it stood at a revision. */
export function templateAt({ data }: ControllerRevision): PodTemplate {
  // Written by newRevision and patched by nobody.
  const { template } = (data as { spec: { template: PodTemplate & { $patch?: string } } }).spec
  return without(template, '$patch')
}

/** Revisions that neither the set nor a pod needs go, the oldest first, when there are more than the limit. */
export function pruneRevisions(world: World, set: Owner, live: ReadonlySet<string>): void {
  const { store, clock } = world
  const idle = revisionsOf(world, set).filter(({ metadata }) => !live.has(metadata.name))
  const beyond = Math.max(0, idle.length - (set.spec.revisionHistoryLimit ?? 10))
  for (const revision of idle.slice(0, beyond)) deleteObject(store.controllerrevisions, clock, revision)
}
