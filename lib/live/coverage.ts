import type { Coverage, FreshnessByType } from './freshness'

/** What the types of a page, or those `named`, cover between them; null where all of them may be read in all namespaces. */
export function coverageOf(types: FreshnessByType, named: readonly string[] = Object.keys(types)): Coverage | null {
  const found = named.flatMap((type) => types[type]?.coverage ?? [])
  if (found.length === 0) return null
  const namespaces = new Set(found.flatMap((each) => each.namespaces))
  const refused = new Set(found.flatMap((each) => each.refused).filter((name) => !namespaces.has(name)))
  const omitted = Math.max(...found.map((each) => each.omitted))
  return { namespaces: [...namespaces].sort(), refused: [...refused].sort(), omitted }
}

/** `no namespace`, `namespace shop`, `namespaces shop and pay`, `namespaces shop, pay and 3 more`: never for one alone. */
export function sayNamespaces(names: readonly string[]): string {
  if (names.length === 0) return 'no namespace'
  return `${names.length === 1 ? 'namespace' : 'namespaces'} ${joinNames(names)}`
}

/** `shop`, `shop and pay`, `shop, pay and 3 more`. */
export function joinNames(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
