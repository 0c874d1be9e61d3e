/** Which object; `uid` is '' where only the name is known (a quota that a message names, a webhook). */
export interface Reference {
  readonly kind: string
  /** '' for what belongs to no namespace. */
  readonly namespace: string
  readonly name: string
  readonly uid: string
}

interface Named {
  readonly metadata: { readonly namespace: string; readonly name: string; readonly uid: string } | undefined
}

export function referTo(kind: string, { metadata }: Named): Reference {
  return { kind, namespace: metadata?.namespace ?? '', name: metadata?.name ?? '', uid: metadata?.uid ?? '' }
}

/** References never change, and of ten thousand findings on one subject all are asked for their keys at each change of one. */
const keys = new WeakMap<Reference, string>()

/** Equal for the same object, whether its UID is known or not. */
export function referenceKey(reference: Reference): string {
  const known = keys.get(reference)
  if (known !== undefined) return known
  const { kind, namespace, name } = reference
  const key = `${kind}/${namespace}/${name}`
  keys.set(reference, key)
  return key
}

/** `shop/web`, `node-3`: as people say it. */
export const placeOf = ({ namespace, name }: Reference): string => (namespace === '' ? name : `${namespace}/${name}`)
