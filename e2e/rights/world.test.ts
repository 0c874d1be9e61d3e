import { expect, test } from 'vitest'
import { createWorld } from './world'

const seeds = Array.from({ length: 200 }, (_, seed) => seed)

test('a seed gives the same world again, and another seed another', () => {
  expect(createWorld(7)).toEqual(createWorld(7))
  expect(createWorld(7)).not.toEqual(createWorld(8))
})

test('no world has two objects of one name', () => {
  for (const seed of seeds) {
    const names = createWorld(seed).objects.map(
      ({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`,
    )
    expect(new Set(names).size).toBe(names.length)
  }
})

test('two hundred worlds have every odd thing that RBAC knows', () => {
  const text = JSON.stringify(seeds.map((seed) => createWorld(seed).objects))
  const odd = [
    '"resourceNames":["',
    'aggregationRule',
    '"resources":["*"]',
    'pods/log',
    '*/scale',
    'pods/*',
    'rights-missing',
    'nonResourceURLs',
    'system:authenticated',
    '"kind":"ServiceAccount"',
    '"verbs":["*"]',
    '"apiGroups":["*"]',
    'RIGHTS-ALICE',
    'ClusterRoleBinding',
  ]
  for (const words of odd) expect(text).toContain(words)
})
