import { expect, test } from 'vitest'
import { filePolicy, pagePolicy, protectiveHeadersFor } from './headers'

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

test('text becomes neither markup nor script in production', () => {
  expect(directives(pagePolicy('n', false)).get('require-trusted-types-for')).toEqual(["'script'"])
})

test('behind TLS, and only there, browsers are told to come by nothing else', () => {
  const headersFor = (publicUrl: string | undefined) => protectiveHeadersFor({ port: 4600, publicUrl })
  expect(headersFor('https://q.example.com')['strict-transport-security']).toBe('max-age=31536000')
  for (const plain of [undefined, 'http://127.0.0.1:4600'])
    expect(headersFor(plain)).not.toHaveProperty('strict-transport-security')
})
