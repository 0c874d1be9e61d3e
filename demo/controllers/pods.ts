import { toTimestamp } from '@/demo/clock'
import { deleteObject } from '@/demo/store/deletion'
import { controllerOf, isReady, type KubeObject, type Pod, type PodTemplate, type TextMap } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'

/** Where a pod differs from its template. */
interface Own {
  readonly name?: string
  readonly labels?: TextMap
  readonly nodeName?: string
}

export function createPod(world: World, owner: KubeObject, template: PodTemplate, own: Own): Pod {
  return world.store.pods.create(newPod(world, owner, template, own))
}

/** A pod from a template, not stored yet; what pods of one template have in common is shared, not copied. */
export function newPod(world: World, owner: KubeObject, template: PodTemplate, own: Own): Pod {
  const { clock, random } = world
  const generateName = `${owner.metadata.name}-`
  const { labels, annotations } = template.metadata
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: own.name ?? freeName(world, owner.metadata.namespace, generateName),
      generateName,
      namespace: owner.metadata.namespace,
      uid: random.uuid(),
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(clock.now()),
      labels: own.labels === undefined ? labels : { ...labels, ...own.labels },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerOf(owner)],
    },
    spec: own.nodeName === undefined ? template.spec : { ...template.spec, nodeName: own.nodeName },
    status: { phase: 'Pending', qosClass: 'Burstable' },
  }
}

/** Five characters collide now and then in a big cluster. */
function freeName(world: World, namespace: string | undefined, prefix: string): string {
  const name = prefix + world.random.suffix(5)
  return world.store.pods.get(namespace, name) === undefined ? name : freeName(world, namespace, prefix)
}

export function deletePod({ store, clock }: World, pod: Pod): void {
  deleteObject(store.pods, clock, pod)
}

/** The order in which a controller gives pods up: unbound, pending, unready, then the youngest. */
export function byDispensability(a: Pod, b: Pod): number {
  return rank(a) - rank(b) || b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp)
}

const rank = (pod: Pod) =>
  (pod.spec.nodeName === undefined ? 0 : 4) + (pod.status.phase === 'Running' ? 2 : 0) + (isReady(pod) ? 1 : 0)

/** Counts without those that are 0: the API's Go types leave them out. */
export function nonZero<K extends string>(counts: Readonly<Record<K, number>>): { readonly [key in K]?: number } {
  // fromEntries forgets the keys' type.
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)) as { [key in K]?: number }
}
