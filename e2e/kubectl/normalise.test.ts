import { expect, test } from 'vitest'
import { normalise } from './normalise'

const names = { namespace: 'compare-mw1', nodes: ['node-1', 'node-10'] }

test.each([
  ['web-66c9c6545d-2kmh7   1/1   Running   0   3h23m', 'web-<random>  1/1  Running  0  <age>'],
  ['pod-template-hash=66c9c6545d', 'pod-template-hash=<hash>'],
  ['Scaled up replica set web-66c9c6545d from 0 to 2', 'Scaled up replica set web-<hash> from 0 to 2'],
  ['assigned compare-mw1/db-0 to node-10', 'assigned <namespace>/db-0 to <node>'],
  ['  resourceVersion: "812"', '  resourceVersion: "<version>"'],
  ['created 2026-11-24T08:00:00Z from 10.64.0.3', 'created <time> from <ip>'],
  ['Normal   Pulled  12s (x3 over 5m)  kubelet', 'Normal  Pulled  <age>  kubelet'],
  ['delay=0s timeout=1s', 'delay=0s timeout=1s'],
  ['deployment.apps/web restarted', 'deployment.apps/web restarted'],
])('of %j stays what any two clusters say alike', (line, expected) => {
  expect(normalise(`${line}\n`, names)).toEqual([expected])
})

test('rows whose names are made at random come in one order', () => {
  const rows = ['NAME  STATUS', 'web-66c9c6545d-zzzzz  Running', 'web-66c9c6545d-bbbbb  Pending']
  expect(normalise(rows.join('\n'), names)).toEqual(['NAME  STATUS', 'web-<random>  Pending', 'web-<random>  Running'])
})
