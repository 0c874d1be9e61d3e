import type { Stored } from './store'

interface Owned extends Stored {
  readonly metadata:
    | (Stored['metadata'] & {
        readonly ownerReferences: readonly { readonly uid: string; readonly controller: boolean }[]
      })
    | undefined
}

/** Objects by the UID of the controller that owns them. */
export const byOwner = (object: Owned): string | undefined =>
  object.metadata?.ownerReferences.find((owner) => owner.controller)?.uid

/** Objects by the node they are bound to. */
export const byNode = (object: { readonly spec: { readonly nodeName: string } | undefined }): string | undefined =>
  object.spec?.nodeName || undefined
