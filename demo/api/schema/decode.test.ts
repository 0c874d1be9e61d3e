import { expect, test } from 'vitest'
import { createCluster } from '@/demo/cluster'
import { decode } from './decode'

test('every object of the world is what its type says, so that no write loses a field', () => {
  const cluster = createCluster({ pods: 200, churn: 5, seed: '1', now: Date.parse('2026-11-24T08:00:00Z') })
  cluster.clock.advance(120_000)
  for (const { type, values } of cluster.store.all) {
    for (const object of values()) {
      const { unknown, mismatch } = decode(type.kind, JSON.parse(JSON.stringify(object)))
      expect({ kind: type.kind, name: object.metadata.name, unknown, mismatch }).toMatchObject({
        unknown: [],
        mismatch: undefined,
      })
    }
  }
})

test.each([
  [{ spec: { replicas: '3' } }, 'DeploymentSpec', 'spec.replicas', 'int32'],
  [{ spec: { replicas: 1.5 } }, 'DeploymentSpec', 'spec.replicas', 'int32'],
  [{ spec: { replicas: 99_999_999_999 } }, 'DeploymentSpec', 'spec.replicas', 'int32'],
  [{ spec: { paused: 'x' } }, 'DeploymentSpec', 'spec.paused', 'bool'],
  [{ spec: { selector: [] } }, 'DeploymentSpec', 'spec.selector', 'v1.LabelSelector'],
  [{ metadata: { labels: { a: 1 } } }, 'ObjectMeta', 'metadata.labels', 'string'],
  [{ metadata: 5 }, 'Deployment', 'metadata', 'v1.ObjectMeta'],
  [
    { spec: { template: { spec: { containers: [{ image: 5 }] } } } },
    'Container',
    'spec.template.spec.containers.image',
    'string',
  ],
  [{ spec: { template: { spec: { containers: 5 } } } }, 'PodSpec', 'spec.template.spec.containers', '[]v1.Container'],
])('%j does not fit %s', (object, struct, path, goType) => {
  expect(decode('Deployment', object).mismatch).toMatchObject({ struct, path, goType })
})

test('unknown fields, nulls and what is empty are left out, as Go leaves them out', () => {
  const given = {
    metadata: { name: 'a', labels: {}, finalizers: [], annotations: null, colour: 'red' },
    spec: { template: { spec: { containers: [{ name: 'a', size: 1 }] } } },
  }
  expect(decode('Deployment', given)).toEqual({
    object: { metadata: { name: 'a' }, spec: { template: { spec: { containers: [{ name: 'a' }] } } } },
    unknown: ['metadata.colour', 'spec.template.spec.containers[0].size'],
    mismatch: undefined,
  })
})
