import { expect, test } from 'vitest'
import { ApiError } from '@/demo/api/status'
import { type ResourceType, types } from '@/demo/store/types'
import { applyPatch, patchFormatOf } from './patch'

const json = 'json-patch+json'
const merge = 'merge-patch+json'
const strategic = 'strategic-merge-patch+json'
const target = {
  metadata: { labels: { a: '1', 'x/y': '2' } },
  spec: {
    replicas: 3,
    containers: [
      { name: 'app', image: 'a:1', env: [{ name: 'K', value: 'v' }] },
      { name: 'proxy', image: 'p:1' },
    ],
  },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
}

test.each([
  [
    'adds a label',
    json,
    [{ op: 'add', path: '/metadata/labels/b', value: '3' }],
    { metadata: { labels: { a: '1', b: '3', 'x/y': '2' } } },
  ],
  [
    'reaches an escaped key',
    json,
    [{ op: 'remove', path: '/metadata/labels/x~1y' }],
    { metadata: { labels: { a: '1' } } },
  ],
  [
    'inserts into a list',
    json,
    [{ op: 'add', path: '/status/conditions/0', value: { type: 'New' } }],
    { status: { conditions: [{ type: 'New' }, { type: 'Ready', status: 'True' }] } },
  ],
  [
    'appends to a list',
    json,
    [{ op: 'add', path: '/status/conditions/-', value: { type: 'New' } }],
    { status: { conditions: [{ type: 'Ready', status: 'True' }, { type: 'New' }] } },
  ],
  [
    'tests, then replaces',
    json,
    [
      { op: 'test', path: '/spec/replicas', value: 3 },
      { op: 'replace', path: '/spec/replicas', value: 5 },
    ],
    { spec: { ...target.spec, replicas: 5 } },
  ],
  [
    'moves',
    json,
    [{ op: 'move', from: '/metadata/labels/a', path: '/metadata/labels/c' }],
    { metadata: { labels: { c: '1', 'x/y': '2' } } },
  ],
  ['removes by null', merge, { metadata: { labels: { a: null } } }, { metadata: { labels: { 'x/y': '2' } } }],
  [
    'replaces lists whole',
    merge,
    { spec: { containers: [{ name: 'only' }] } },
    { spec: { replicas: 3, containers: [{ name: 'only' }] } },
  ],
  [
    'merges conditions by type',
    strategic,
    {
      status: {
        conditions: [
          { type: 'Ready', status: 'False' },
          { type: 'Extra', status: 'True' },
        ],
      },
    },
    {
      status: {
        conditions: [
          { type: 'Ready', status: 'False' },
          { type: 'Extra', status: 'True' },
        ],
      },
    },
  ],
  [
    'merges containers and their env by name',
    strategic,
    { spec: { containers: [{ name: 'app', image: 'a:2', env: [{ name: 'L', value: 'w' }] }] } },
    {
      spec: {
        replicas: 3,
        containers: [
          {
            name: 'app',
            image: 'a:2',
            // New items come first: seen on a real API server.
            env: [
              { name: 'L', value: 'w' },
              { name: 'K', value: 'v' },
            ],
          },
          target.spec.containers[1],
        ],
      },
    },
  ],
  [
    'deletes from a list by key',
    strategic,
    { spec: { containers: [{ name: 'proxy', $patch: 'delete' }] } },
    { spec: { replicas: 3, containers: [target.spec.containers[0]] } },
  ],
  [
    'replaces a map on demand',
    strategic,
    { metadata: { labels: { $patch: 'replace', z: '9' } } },
    { metadata: { labels: { z: '9' } } },
  ],
  [
    'keeps the order that is asked for',
    strategic,
    {
      spec: {
        '$setElementOrder/containers': [{ name: 'new' }, { name: 'proxy' }],
        containers: [{ name: 'new', image: 'n:1' }],
      },
    },
    {
      spec: {
        replicas: 3,
        containers: [{ name: 'new', image: 'n:1' }, ...target.spec.containers],
      },
    },
  ],
  [
    'keeps only the keys that are named',
    strategic,
    { spec: { $retainKeys: ['containers'], containers: [] } },
    { spec: { containers: target.spec.containers } },
  ],
  [
    'takes from a list of texts',
    strategic,
    { metadata: { '$deleteFromPrimitiveList/finalizers': ['x/y'], finalizers: ['a/b'] } },
    { metadata: { ...target.metadata, finalizers: ['a/b'] } },
  ],
  [
    'replaces tolerations whole',
    strategic,
    { spec: { tolerations: [{ key: 'a' }] } },
    { spec: { ...target.spec, tolerations: [{ key: 'a' }] } },
  ],
  [
    'replaces what is not there',
    json,
    [{ op: 'replace', path: '/spec/paused', value: true }],
    { spec: { ...target.spec, paused: true } },
  ],
  ['finds null where nothing is', json, [{ op: 'test', path: '/spec/paused', value: null }], {}],
] as const)('%s', (_, format, patch, changed) => {
  expect(applyPatch(format, 'Pod', target, JSON.stringify(patch))).toEqual({ ...target, ...changed })
})

// What a real API server 1.36.3 answered.
const refused = 'the server rejected our request due to an error in our request'
const notAnObject = 'json: cannot unmarshal array into Go value of type map[string]interface {}'
test.each([
  ['a failing test', json, '[{"op":"test","path":"/spec/replicas","value":9}]', 422, refused],
  ['a missing path', json, '[{"op":"remove","path":"/spec/nothing"}]', 422, refused],
  ['a path through nothing', json, '[{"op":"add","path":"/spec/nothing/x","value":1}]', 422, refused],
  ['an index past the end', json, '[{"op":"replace","path":"/status/conditions/1","value":{}}]', 422, refused],
  ['a move from nowhere', json, '[{"op":"move","from":"/spec/nothing","path":"/spec/x"}]', 422, refused],
  ['an unknown operation', json, '[{"op":"jump","path":"/spec"}]', 422, refused],
  ['an operation without a path', json, '[{"op":"add","value":9}]', 422, refused],
  [
    'no list of operations',
    json,
    '{}',
    400,
    'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
  ],
  [
    'no operation',
    json,
    '[5]',
    400,
    'error decoding patch: json: cannot unmarshal number into Go value of type handlers.jsonPatchOp',
  ],
  [
    'no JSON',
    merge,
    '{bad',
    400,
    "error decoding patch: invalid character 'b' looking for beginning of object key string",
  ],
  ['nothing', merge, '', 400, 'error decoding patch: unexpected end of JSON input'],
  ['a list to merge', merge, '[]', 400, `error decoding patch: ${notAnObject}`],
  ['null to merge', merge, 'null', 400, 'Invalid JSON Patch'],
  ['a list to merge strategically', strategic, '[]', 400, notAnObject],
  [
    'an item without its key',
    strategic,
    '{"spec":{"containers":[{"image":"x"}]}}',
    500,
    'map: map[image:x] does not contain declared merge key: name',
  ],
  [
    'an unknown directive',
    strategic,
    '{"spec":{"containers":[{"name":"app","$patch":"bad"}]}}',
    500,
    'unknown patch type: bad in map: map[$patch:bad name:app]',
  ],
] as const)('%s is refused', (_, format, body, code, message) => {
  expect(() => applyPatch(format, 'Pod', target, body)).toThrow(expect.objectContaining({ code, message }))
  expect(() => applyPatch(format, 'Pod', target, body)).toThrow(ApiError)
})

const accepted = 'application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml'
const known = 'the body of the request was in an unknown format - accepted media types include: '
test.each([
  [types.deployments, 'application/json', '415: Unsupported Media Type'],
  [types.deployments, 'text/plain', '415: Unsupported Media Type'],
  [types.rollouts, 'application/json', `${known}${accepted}`],
  [types.rollouts, 'application/strategic-merge-patch+json', `${known}${accepted}`],
] satisfies [ResourceType, string, string][])('$resource take no patch in %s', (type, contentType, message) => {
  expect(() => patchFormatOf(type, contentType)).toThrow(expect.objectContaining({ code: 415, message }))
})
