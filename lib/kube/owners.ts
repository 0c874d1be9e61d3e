interface OwnerReference {
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller: boolean
}

interface Owned {
  readonly metadata: { readonly ownerReferences: readonly OwnerReference[] } | undefined
}

/** The owner that manages the object, of which there is at most one (metav1.GetControllerOf). */
export function controllerOf(object: Owned): OwnerReference | undefined {
  return object.metadata?.ownerReferences.find((owner) => owner.controller)
}
