import { type ObjectOf, optionalInt, unique } from './fields'

// Numbers: k8s.io/apimachinery v0.36 pkg/apis/meta/v1/generated.proto, ListMeta.
export const listMetaFields = {
  resourceVersion: unique(2),
  /** Token for the next page; '' on the last one. */
  continue: unique(3),
  /** How many objects follow on later pages, where the server says so. */
  remainingItemCount: optionalInt(4),
}

/** What a list says of itself. */
export type ListMeta = ObjectOf<typeof listMetaFields>
