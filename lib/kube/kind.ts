import type { Fields, ObjectOf } from './fields'

/** A resource type, declared once: its names in the API and the fields of it that enter memory. */
export interface Kind<F extends Fields = Fields> {
  /** '' is the core group. */
  readonly group: string
  readonly version: string
  /** Name in the singular as objects carry it: `Pod`. */
  readonly kind: string
  /** Name in paths: `pods`. */
  readonly resource: string
  readonly namespaced: boolean
  readonly fields: F
}

export type KubeObject<K extends Kind> = ObjectOf<K['fields']>

/** `pods`, `deployments.apps`: the name of a resource as kubectl and RBAC messages write it. */
export function resourceName(kind: Pick<Kind, 'group' | 'resource'>): string {
  return kind.group === '' ? kind.resource : `${kind.resource}.${kind.group}`
}
