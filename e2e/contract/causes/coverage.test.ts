import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cases } from './all'
import { scenarios } from './scenarios'

const page = readFileSync('docs/health.md', 'utf8')
const [, catalogue = ''] = /^## Causes$([\s\S]*?)^## Advice$/m.exec(page) ?? []

test('every cause of docs/health.md is brought about on a cluster, once', () => {
  const causes = [...catalogue.matchAll(/^\| `([a-z-]+)` [A-Z]/gm)].map(([, cause]) => cause)
  expect(cases.map(({ cause }) => cause).toSorted()).toEqual(causes.toSorted())
  expect(catalogue).toContain(`There are ${causes.length}, and each has two tests.`)
})

test('docs/health.md says which causes are brought about on the demo only', () => {
  const [, table = ''] = /^\| not on the real control plane \|.*\n([\s\S]*?)\n\n/m.exec(catalogue) ?? []
  const told = [...table.matchAll(/`([a-z-]+)`/g)].map(([, cause]) => cause)
  const demoOnly = cases.filter(({ only, old }) => only === 'demo' || old === true).map(({ cause }) => cause)
  expect(told.toSorted()).toEqual(demoOnly.toSorted())
  expect(catalogue).toContain(`On the real control plane\n${cases.length - demoOnly.length} are, all but these:`)
})

test('docs/health.md says how many failures of a load are told', () => {
  const causes = new Set(scenarios.map(({ cause }) => cause))
  expect(catalogue).toContain(`${scenarios.length} failures of ${causes.size} causes`)
})
