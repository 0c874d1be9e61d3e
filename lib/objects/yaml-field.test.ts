import { dump } from 'js-yaml'
import { expect, test } from 'vitest'
import { findYamlField } from './yaml-field'

const deployment = {
  metadata: { name: 'web', annotations: { note: 'spec:\n  replicas: 9\nspec: none\n' } },
  spec: {
    replicas: 3,
    template: {
      spec: {
        initContainers: [{ image: 'tool', name: 'main' }],
        containers: [
          { name: 'proxy', image: 'envoy', ports: [{ name: 'main', containerPort: 1 }] },
          { image: 'web:latest', name: 'main', resources: { limits: { memory: '1Gi' } } },
          { name: '8080', readinessProbe: { httpGet: { path: '/' }, periodSeconds: 20 } },
        ],
        terminationGracePeriodSeconds: 3,
      },
    },
  },
}
const lines = dump(deployment, { lineWidth: -1, noRefs: true }).split('\n')

test.each<[string, string, string]>([
  ['spec.replicas', 'replicas: 3', ''],
  ['spec.template.spec.terminationGracePeriodSeconds', 'terminationGracePeriodSeconds: 3', ''],
  ['spec.template.spec.topologySpreadConstraints', 'spec:', 'topologySpreadConstraints'],
  ['spec.template.spec.containers[main].image', '- image: web:latest', ''],
  ['spec.template.spec.containers[main].lifecycle.preStop', '- image: web:latest', 'lifecycle.preStop'],
  ['spec.template.spec.containers[main].resources.requests', 'resources:', 'requests'],
  ['spec.template.spec.containers[proxy].readinessProbe', '- name: proxy', 'readinessProbe'],
  ['spec.template.spec.containers[8080].readinessProbe.periodSeconds', 'periodSeconds: 20', ''],
  ['spec.template.spec.containers[gone].image', 'containers:', '[gone].image'],
  ['status.replicas', 'metadata:', 'status.replicas'],
])('%s is at %j', (field, text, missing) => {
  const place = findYamlField(lines, field)
  expect([lines[place.line]?.trim(), place.missing]).toEqual([text, missing])
})

test('text without any line has no field', () => {
  expect(findYamlField([], 'spec.replicas')).toEqual({ line: 0, missing: 'spec.replicas' })
})
