import { expect, test } from 'vitest'
import { types } from '@/demo/store/types'
import { parseFieldSelector } from './field-selector'
import { parseLabelSelector } from './label-selector'
import { matchesSelector } from './selectors'

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

// What a real API server 1.36.3 answered.
test.each([
  ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
  ['=x', "found '=', expected: !, identifier, or 'end of string'"],
  ['a in b', "unable to parse requirement: found 'b' expected: '('"],
  ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
  ['a=b=c', "found '=', expected: ',' or 'end of string'"],
  ['!', "unable to parse requirement: found '', expected: identifier"],
  ['a notin', "unable to parse requirement: found '' expected: '('"],
  ['a in (b,c),', "found '', expected: identifier after ','"],
  ['a=!', "unable to parse requirement: found '!', expected: identifier"],
  [
    'a>x',
    `unable to parse requirement: values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer`,
  ],
  ['a=b,,c=d', "found ',', expected: identifier after ','"],
])('the label selector "%s" is a bad request', (text, message) => {
  expect(() => parseLabelSelector(text)).toThrow(expect.objectContaining({ code: 400, message }))
})

test.each([
  ['pods', 'spec.colour=red', 'field label not supported: spec.colour'],
  ['pods', 'metadata.uid=x', 'field label not supported: metadata.uid'],
  ['pods', 'spec.nodeName', "invalid selector: 'spec.nodeName'; can't understand 'spec.nodeName'"],
  ['pods', '=x', 'field label not supported: '],
  ['pods', 'spec.nodeName=a=b', 'invalid field selector: unescaped character in value: 61'],
  ['nodes', 'metadata.namespace=x', 'field label not supported: metadata.namespace'],
  ['events', 'involvedObject.foo=x', 'field label not supported: involvedObject.foo'],
  ['jobs', 'status.foo=1', 'field label "status.foo" not supported for Job'],
  [
    'deployments',
    'status.replicas=1',
    '"status.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"',
  ],
  ['rollouts', 'spec.x=1', 'field label not supported: spec.x'],
] as const)('%s are not selected by "%s"', (name, text, message) => {
  expect(() => parseFieldSelector(types[name], text)).toThrow(expect.objectContaining({ code: 400, message }))
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
