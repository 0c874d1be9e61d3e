import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { moduleFolder } from './cache'
import { olderThan, requiredGoVersion } from './go-version'
import { toolSets } from './toolsets'

it.each([
  ['1.26.6', '1.26.7', true],
  ['1.26.7', '1.26.7', false],
  ['1.26.10', '1.26.7', false],
  ['1.25.9', '1.26', true],
  ['1.26', '1.26.0', false],
  ['1.27rc1', '1.26.7', false],
  ['2.0', '1.26.7', false],
])('Go %s is older than %s: %s', (version, other, older) => {
  expect(olderThan(version, other)).toBe(older)
})

it('finds the Go version that every module asks for', () => {
  for (const { name } of toolSets) {
    const goMod = readFileSync(join(moduleFolder(name), 'go.mod'), 'utf8')
    expect(requiredGoVersion(goMod)).toMatch(/^1\.\d+(\.\d+)?$/)
  }
})
