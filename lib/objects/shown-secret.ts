/** A Secret as its page shows it: never with a value. */
export interface ShownSecret {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  /** `Opaque`, `kubernetes.io/tls` … */
  readonly type: string
  readonly immutable: boolean
  /** ms since 1970; null where the API server does not say. */
  readonly createdAt: number | null
  readonly labels: readonly (readonly [key: string, value: string])[]
  readonly keys: readonly SecretKey[]
}

export interface SecretKey {
  readonly key: string
  readonly bytes: number
}

/** One value: as text, or in base64 where it is no UTF-8. */
export interface RevealedValue {
  readonly key: string
  readonly encoding: 'text' | 'base64'
  readonly value: string
}
