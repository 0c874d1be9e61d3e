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

/** Events by the UID of what they are about. */
export const byAbout = (event: { readonly involvedObject: { readonly uid: string } | undefined }): string | undefined =>
  event.involvedObject?.uid || undefined

/** Objects by the node they are bound to. */
export const byNode = (object: { readonly spec: { readonly nodeName: string } | undefined }): string | undefined =>
  object.spec?.nodeName || undefined

/** Objects by their namespace. */
export const byNamespace = ({ metadata }: Stored): string | undefined => metadata?.namespace || undefined

/** Objects by `namespace/name`; of the cluster's own by `/name`. */
export const byPlace = ({ metadata }: Stored): string | undefined =>
  metadata === undefined ? undefined : placeKey(metadata.namespace, metadata.name)

export const placeKey = (namespace: string, name: string): string => `${namespace}/${name}`
