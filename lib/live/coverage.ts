import type { Coverage, FreshnessByType } from './freshness'

/** What the types of a page cover between them; null where all of them may be read in all namespaces. */
export function coverageOf(types: FreshnessByType): Coverage | null {
  const found = Object.values(types).flatMap(({ coverage }) => coverage ?? [])
  if (found.length === 0) return null
  const namespaces = new Set(found.flatMap((each) => each.namespaces))
  const refused = new Set(found.flatMap((each) => each.refused).filter((name) => !namespaces.has(name)))
  const omitted = Math.max(...found.map((each) => each.omitted))
  return { namespaces: [...namespaces].sort(), refused: [...refused].sort(), omitted }
}

/** `no namespace`, `namespace shop`, `namespaces shop and pay`, `namespaces shop, pay and 3 more`: never for one alone. */
export function sayNamespaces(names: readonly string[]): string {
  const [first] = names
  if (first === undefined) return 'no namespace'
  if (names.length === 1) return `namespace ${first}`
  if (names.length <= 3) return `namespaces ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `namespaces ${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}
