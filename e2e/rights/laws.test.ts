import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shapes, type ViewName } from '@/lib/views/shapes'
import { createLook, type Sight as LibrarySight, resourcesOf } from '@/lib/views/sight'
import type { ViewShape } from '@/lib/views/view'
import type { Cell, Row } from './dashboard'
import { expectRows } from './expectation'
import { laws } from './laws'
import { resources } from './resources'
import type { Sight } from './sight'

const places = ['shop', 'bank'] as const
const workloads = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet', 'Pod']
const related = ['Service', 'EndpointSlice', 'Ingress', 'PersistentVolumeClaim']
const cells: Readonly<Record<string, fc.Arbitrary<Cell>>> = {
  namespace: fc.constantFrom(...places),
  name: fc.constantFrom(...places),
  ownerKind: fc.constantFrom('Deployment', 'ReplicaSet', 'Job', 'CronJob', 'StatefulSet', 'DaemonSet', 'Node', null),
  object: fc.constantFrom('Pod/a', 'ReplicaSet/a', 'Job/a', 'Node/a', 'Deployment/a'),
  subject: fc.constantFrom(...workloads.map((kind) => `${kind}/a`)),
  via: fc.constantFrom('web', null),
}

function anyRow({ name, columns }: ViewShape): fc.Arbitrary<Row> {
  const kind = fc.constantFrom(...(name === 'related' ? related : workloads))
  const cellOf = (column: string) => (column === 'kind' ? kind : (cells[column] ?? fc.constant(`some ${column}`)))
  return fc.record({ key: fc.uuid(), ...Object.fromEntries(columns.map((column) => [column, cellOf(column)])) })
}

/** For each resource where it may be listed: everywhere, or in some namespaces. */
const anyScopes = fc.tuple(
  ...resources.map(({ namespaced }) =>
    fc.oneof(
      fc.constant('all' as const),
      namespaced ? fc.subarray([...places]).map((some) => new Set<string>(some)) : fc.constant(new Set<string>()),
    ),
  ),
)

function sightsOf(scopes: readonly ('all' | ReadonlySet<string>)[]): { mine: Sight; library: LibrarySight } {
  const byName = new Map(resources.map(({ name }, index) => [name, scopes[index] ?? new Set<string>()]))
  const scopeOf = (resource: string) => byName.get(resource) ?? new Set<string>()
  const mayList = (resource: string, namespace: string) => {
    const scope = scopeOf(resource)
    return scope === 'all' || scope.has(namespace)
  }
  return { mine: { mayList, listed: () => new Set(), scopes: byName }, library: { key: 'any', known: true, scopeOf } }
}

test.each(Object.keys(laws))('rows of %s are shown and masked as the law says', (view) => {
  // A law is named after its view.
  const shape: ViewShape = shapes[view as ViewName]
  fc.assert(
    fc.property(fc.array(anyRow(shape), { maxLength: 6 }), anyScopes, (rows, scopes) => {
      const { mine, library } = sightsOf(scopes)
      const look = createLook(shape, library)
      const shown = rows.flatMap((row) => look(row) ?? [])
      expect(shown).toEqual([...expectRows(view, rows, mine).rows.values()].map(({ row }) => row))
    }),
    { numRuns: 400 },
  )
})

test.each(Object.values<ViewShape>(shapes))('every type that $name is made of is asked for', (shape) => {
  expect(resources.map(({ name }) => name)).toEqual(expect.arrayContaining([...resourcesOf(shape)]))
})
