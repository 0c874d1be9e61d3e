import { toTimestamp } from '@/demo/clock'
import type { Scene } from '@/demo/story/scene'
import { imageOf, templateOf } from '@/demo/world/templates'

const service = {
  namespace: 'recommendations',
  name: 'train-embeddings',
  kind: 'Job',
  weight: 1,
  tag: '0.7.0',
} as const
const megabyte = 2 ** 20

export const pressure: Scene = {
  name: 'pressure',
  about:
    'A Job of recommendations without a memory limit eats up its node, which evicts it; the Job tries once more and fails.',
  actors: [],
  play({ world, random }) {
    const { store, clock, registry } = world
    const { namespace, name, tag } = service
    if (store.namespaces.get(undefined, namespace) === undefined || store.jobs.get(namespace, name)) return
    registry.set(imageOf(namespace, name, tag), { run: 'complete', seconds: 3600, leak: 600 * megabyte })
    const template = templateOf(service, tag)
    const containers = template.spec.containers.map((container) => ({
      ...container,
      resources: { requests: { cpu: '2', memory: '4Gi' } },
    }))
    const uid = random.uuid()
    store.jobs.create({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name,
        namespace,
        uid,
        resourceVersion: '',
        generation: 1,
        creationTimestamp: toTimestamp(clock.now()),
        labels: { app: name, team: namespace },
      },
      spec: {
        parallelism: 1,
        completions: 1,
        backoffLimit: 1,
        completionMode: 'NonIndexed',
        suspend: false,
        selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
        template: {
          ...template,
          spec: { ...template.spec, serviceAccountName: 'default', serviceAccount: 'default', containers },
        },
      },
      status: {},
    })
  },
}
