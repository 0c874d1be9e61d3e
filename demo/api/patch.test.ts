import { expect, test } from 'vitest'
import { applyPatch } from './patch'
import { ApiError } from './status'

const json = 'application/json-patch+json'
const merge = 'application/merge-patch+json'
const strategic = 'application/strategic-merge-patch+json'
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
            env: [
              { name: 'K', value: 'v' },
              { name: 'L', value: 'w' },
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
])('%s', (_, contentType, patch, changed) => {
  expect(applyPatch(contentType, target, patch)).toEqual({ ...target, ...changed })
})

test.each([
  ['a failing test', json, [{ op: 'test', path: '/spec/replicas', value: 9 }], 422],
  ['a missing path', json, [{ op: 'remove', path: '/spec/nothing' }], 422],
  ['an index past the end', json, [{ op: 'replace', path: '/status/conditions/1', value: {} }], 422],
  ['an unknown operation', json, [{ op: 'jump', path: '/spec' }], 422],
  ['no list of operations', json, { op: 'add' }, 400],
  ['an unknown format', 'application/json', {}, 415],
])('%s is refused', (_, contentType, patch, code) => {
  expect(() => applyPatch(contentType, target, patch)).toThrow(expect.objectContaining({ code }))
  expect(() => applyPatch(contentType, target, patch)).toThrow(ApiError)
})
