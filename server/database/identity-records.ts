/** Who somebody is to a cluster, as it is kept: never with a token. `cluster` null: to every one. */
export interface IdentityRecord {
  readonly cluster: string | null
  readonly user: string
  readonly groups: readonly string[]
}
