import type { Rollout } from '@/demo/store/argo-objects'
import type { HorizontalPodAutoscaler } from '@/demo/store/autoscaling-objects'
import type { Deployment, KubeObject, LabelSelector, Pod, ReplicaSet, StatefulSet } from '@/demo/store/objects'
import { allTypes, qualifiedName } from '@/demo/store/types'
import type { World } from '@/demo/world/world'

/** What an autoscaler makes bigger and smaller. */
export interface ScaleTarget {
  readonly replicas: number
  readonly selector: string
  pods(): readonly Pod[]
  scaleTo(replicas: number): void
}

type Scalable = Deployment | StatefulSet | ReplicaSet | Rollout

/** The target, or the words of the API server for why there is none. */
export function targetOf({ store }: World, { metadata, spec }: HorizontalPodAutoscaler): ScaleTarget | string {
  const { apiVersion = 'v1', kind, name } = spec.scaleTargetRef
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
  const type = allTypes.find((known) => known.group === group && known.kind === kind)
  if (type === undefined) return `no matches for kind "${kind}" in group "${group}"`
  if (!type.subresources.includes('scale')) return 'the server could not find the requested resource'
  const object = store.find(group, type.resource)?.get(metadata.namespace, name)
  if (object === undefined) return `${qualifiedName(type)} "${name}" not found`
  // Every type with the subresource scale has replicas, a selector and a template.
  const scalable = object as Scalable
  const { selector }: { readonly selector?: LabelSelector } = scalable.spec
  return {
    replicas: scalable.spec.replicas ?? 1,
    selector: Object.entries(selector?.matchLabels ?? {})
      .map((pair) => pair.join('='))
      .join(','),
    pods: () => podsOf({ store }, scalable),
    scaleTo(replicas) {
      const generation = (object.metadata.generation ?? 1) + 1
      const next: KubeObject = {
        ...object,
        metadata: { ...object.metadata, generation },
        spec: { ...scalable.spec, replicas },
      }
      store.find(group, type.resource)?.update(next)
    },
  }
}

/** By ownership, which for workloads is what their selectors match. */
function podsOf({ store }: Pick<World, 'store'>, { metadata: { uid } }: Scalable): readonly Pod[] {
  const sets = store.replicasets.ownedBy(uid)
  return sets.length === 0 ? store.pods.ownedBy(uid) : sets.flatMap((set) => store.pods.ownedBy(set.metadata.uid))
}
