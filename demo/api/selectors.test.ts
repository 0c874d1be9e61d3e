import { expect, test } from 'vitest'
import { matchesSelector, parseLabelSelector } from './selectors'

const labels = { app: 'web', tier: 'front', 'shop.example/track': 'canary' }

test.each([
  ['', true],
  ['app=web', true],
  ['app==web,tier=front', true],
  ['app=api', false],
  ['app!=api', true],
  ['missing!=x', true],
  ['app in (api, web)', true],
  ['app notin (api,web)', false],
  ['missing notin (a)', true],
  ['missing in (a)', false],
  ['shop.example/track', true],
  ['!shop.example/track', false],
  ['!missing,tier in (front,back),app', true],
])('"%s" matches: %s', (text, matches) => {
  expect(parseLabelSelector(text)(labels)).toBe(matches)
})

test.each(['app in web', '=web', 'a b'])('"%s" is a bad request', (text) => {
  expect(() => parseLabelSelector(text)).toThrow(expect.objectContaining({ code: 400 }))
})

test('all parts of an object selector must hold', () => {
  const expressions = [
    { key: 'tier', operator: 'In', values: ['front'] },
    { key: 'app', operator: 'NotIn', values: ['api'] },
    { key: 'missing', operator: 'DoesNotExist' },
  ] as const
  expect(matchesSelector({ matchLabels: { app: 'web' }, matchExpressions: expressions }, labels)).toBe(true)
  expect(matchesSelector({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, labels)).toBe(false)
})
