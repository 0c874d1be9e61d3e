import type { Identity } from './detail'
import { type metadata as metadataField } from './json-fields'
import { orNull } from './words'

type Metadata = (typeof metadataField)['absent']

export function describeIdentity(kind: string, metadata: Metadata): Identity {
  const owner = metadata?.ownerReferences.find(({ controller }) => controller)
  return {
    kind,
    namespace: orNull(metadata?.namespace ?? ''),
    name: metadata?.name ?? '',
    createdAt: metadata?.creationTimestamp ?? null,
    labels: Object.entries(metadata?.labels ?? {}),
    owner: owner === undefined ? null : { kind: owner.kind, name: owner.name },
    deletion: deletionOf(metadata),
  }
}

/** The API server sets the instant of deletion to the asking plus the grace (apimachinery, rest.BeforeDelete). */
function deletionOf(metadata: Metadata): Identity['deletion'] {
  const goneBy = metadata?.deletionTimestamp
  if (metadata === undefined || goneBy === undefined) return null
  const graceMs = (metadata.deletionGracePeriodSeconds ?? 0) * 1000
  return { askedAt: goneBy - graceMs, goneBy, finalizers: metadata.finalizers }
}
