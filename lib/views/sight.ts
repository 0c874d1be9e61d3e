import { resourceName } from '@/lib/kube/kind'
import { kinds } from '@/lib/kube/kinds/all'
import type { Row, ViewShape } from './view'

/** In which namespaces a viewer may list a resource; `all` also covers objects that are in none. */
export type Scope = 'all' | ReadonlySet<string>

/** What a viewer may list in a cluster, resource by resource. */
export interface Sight {
  /** Equal for equal sights, and for no others: their viewers share selections. */
  readonly key: string
  /** False while their rights are still being found out: until then nothing may be listed. */
  readonly known: boolean
  /** By `resource.group`. */
  scopeOf(resource: string): Scope
}

export const everything: Sight = { key: 'all', known: true, scopeOf: () => 'all' }

const nowhere: Scope = new Set()

/** Of someone whose rights are not known yet. */
export const nothingYet: Sight = { key: 'unknown', known: false, scopeOf: () => nowhere }

const clusterScoped = new Set(
  Object.values(kinds)
    .filter(({ namespaced }) => !namespaced)
    .map(resourceName),
)

/** Whether a scope gives any object of the resource: of what is in no namespace only the right to all counts. */
export const givesAny = (resource: string, scope: Scope): boolean =>
  scope === 'all' || (scope.size > 0 && !clusterScoped.has(resource))

/** Whether objects of a resource may be listed in a namespace; '' is the whole cluster. */
export function mayList(sight: Sight, resource: string, namespace: string): boolean {
  return covers(resource, sight.scopeOf(resource), namespace)
}

function covers(resource: string, scope: Scope, namespace: string): boolean {
  return scope === 'all' || (!clusterScoped.has(resource) && scope.has(namespace))
}

/**
 * A row as a viewer may see it: the same object when nothing of it is masked, else one with null for what is; undefined
 * when the row is not theirs.
 */
export type Look = (row: Row) => Row | undefined

/** Allocates nothing for who sees all, and one masked row for all who see as much of it. */
export function createLook(shape: ViewShape, sight: Sight): Look {
  if (shape.composed === true || seesAll(shape, sight)) return (row) => row
  const namespaceOf = createNamespaceOf(shape)
  const isTheirs = createRowTest(shape, sight)
  const hasNeeds = createNeedsTest(shape, sight)
  const masked = createMask(shape, sight)
  return (row) => {
    const namespace = namespaceOf(row)
    return isTheirs(row, namespace) && hasNeeds(row, namespace) ? masked(row, namespace) : undefined
  }
}

/** The resources that a view's rows and columns come from. */
export function resourcesOf({ primary, needs = [], secondary }: ViewShape): readonly string[] {
  return [...new Set([...primary, ...[...needs, ...secondary].map(({ resource }) => resource)])]
}

export function seesAll(shape: ViewShape, sight: Sight): boolean {
  return resourcesOf(shape).every((resource) => sight.scopeOf(resource) === 'all')
}

function createNamespaceOf({ namespaceColumn }: ViewShape): (row: Row) => string {
  if (namespaceColumn === undefined) return () => ''
  return (row) => String(row[namespaceColumn] ?? '')
}

/** A row of which it isn't known what it is of is nobody's but theirs who see all. */
function createRowTest({ primary, primaryByKind }: ViewShape, sight: Sight) {
  const [only] = primary
  if (primaryByKind === undefined) {
    if (only === undefined || primary.length > 1) return () => false
    const scope = sight.scopeOf(only)
    return (_: Row, namespace: string) => covers(only, scope, namespace)
  }
  const scopes = new Map(
    Object.entries(primaryByKind).map(([kind, resource]) => [kind, { resource, scope: sight.scopeOf(resource) }]),
  )
  return (row: Row, namespace: string) => {
    const found = scopes.get(String(row['kind']))
    return found !== undefined && covers(found.resource, found.scope, namespace)
  }
}

function createNeedsTest({ needs = [] }: ViewShape, sight: Sight) {
  const missing = needs.flatMap((need) => {
    const scope = sight.scopeOf(need.resource)
    return scope === 'all' ? [] : [{ need, scope }]
  })
  return (row: Row, namespace: string) =>
    missing.every(({ need, scope }) => covers(need.resource, scope, namespace) || !need.of(row))
}

function createMask({ columns, secondary }: ViewShape, sight: Sight): (row: Row, namespace: string) => Row {
  const hidden = secondary.flatMap((part) => {
    const scope = sight.scopeOf(part.resource)
    const bits = part.columns.reduce((sum, column) => sum | (1 << columns.indexOf(column)), 0)
    return scope === 'all' ? [] : [{ part, scope, bits }]
  })
  return (row, namespace) => {
    let bits = 0
    for (const { part, scope, bits: more } of hidden)
      if (!covers(part.resource, scope, namespace) && (part.of === undefined || part.of(row))) bits |= more
    return bits === 0 ? row : maskedRow(row, columns, bits)
  }
}

/** By row and the columns that are masked in it, so that classes of viewers who see as much share what they see. */
const maskedRows = new WeakMap<Row, Map<number, Row>>()

function maskedRow(row: Row, columns: readonly string[], bits: number): Row {
  const known = maskedRows.get(row)
  const found = known?.get(bits)
  if (found !== undefined) return found
  const masked: Record<string, Row[string]> & { key: string } = { ...row }
  for (const [index, column] of columns.entries())
    if ((bits & (1 << index)) !== 0 && column in row) masked[column] = null
  if (known === undefined) maskedRows.set(row, new Map([[bits, masked]]))
  else known.set(bits, masked)
  return masked
}
