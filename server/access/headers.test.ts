import { expect, test } from 'vitest'
import { filePolicy, pagePolicy } from './headers'

const directives = (policy: string) =>
  new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]))

test('nothing inline and nothing evaluated is allowed in production', () => {
  for (const policy of [pagePolicy('n', false), filePolicy(false)]) expect(policy).not.toMatch(/unsafe|\*|https?:/)
})

test('scripts and styles of a page need its nonce', () => {
  const policy = directives(pagePolicy('abc', false))
  expect(policy.get('script-src')).toContain("'nonce-abc'")
  expect(policy.get('style-src')).toContain("'nonce-abc'")
})

test('nobody may frame an answer, set its base or load a plugin into it', () => {
  for (const policy of [pagePolicy('n', false), filePolicy(false), pagePolicy('n', true)])
    for (const name of ['frame-ancestors', 'base-uri', 'object-src'])
      expect(directives(policy).get(name)).toEqual(["'none'"])
})
