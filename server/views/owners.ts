import type { Stored } from '@/server/kube/store'
import type { ClusterStores } from './tables'

interface OwnerReference {
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller: boolean
}

/** Any object that says what owns it. */
export interface Owned {
  readonly metadata: (Stored['metadata'] & { readonly ownerReferences: readonly OwnerReference[] }) | undefined
}

/** The reference to the controller at the top of an object's owner chain; undefined for what nothing controls. */
export function topOwner(stores: ClusterStores, object: Owned): OwnerReference | undefined {
  const owner = object.metadata?.ownerReferences.find((reference) => reference.controller)
  if (owner === undefined) return undefined
  const between = owner.kind === 'ReplicaSet' ? stores.replicaSets : owner.kind === 'Job' ? stores.jobs : undefined
  const next = between?.objects.get(owner.uid)
  return (next && topOwner(stores, next)) ?? owner
}
