import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cases } from './all'

test('every cause of docs/health.md is brought about on a cluster, once', () => {
  const page = readFileSync('docs/health.md', 'utf8')
  const [, catalogue = ''] = /^## Causes$([\s\S]*?)^## Advice$/m.exec(page) ?? []
  const causes = [...catalogue.matchAll(/^\| `([a-z-]+)` [A-Z]/gm)].map(([, cause]) => cause)
  expect(causes.length).toBeGreaterThan(90)
  expect(cases.map(({ cause }) => cause).toSorted()).toEqual(causes.toSorted())
})
