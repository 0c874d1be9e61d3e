import { withPodDefaults } from '@/demo/api/defaults'
import { toTimestamp } from '@/demo/clock'
import { type Cluster, createCluster } from '@/demo/cluster'
import type { Collection } from '@/demo/store/collection'
import type { Container, Deployment, KubeObject, Metadata, Pod, PodSpec, PodTemplate } from '@/demo/store/objects'
import type { Behaviour } from '@/demo/world/registry'

/** A cluster with worker nodes and nothing but what the test makes, its clock moved by hand. */
export interface Workloads {
  readonly cluster: Cluster
  readonly namespace: string
  metadata(name: string, more?: Partial<Metadata>): Metadata
  /** A template of one container `web`; its image decides how its pods behave. */
  template(image: string, spec?: Partial<PodSpec>, resources?: Container['resources']): PodTemplate
  behave(image: string, behaviour: Behaviour): void
  deployment(name: string, spec?: Partial<Deployment['spec']>): void
  /** Changes an object's spec as a client does: the generation grows. */
  change<T extends KubeObject & { spec: object }>(
    collection: Collection<T>,
    name: string,
    spec: Partial<T['spec']>,
  ): void
  pods(owner?: string): readonly Pod[]
  /** `Reason: message`, of the events about an object, in their order, with counts. */
  events(name: string): readonly string[]
  /** Moves the clock, one second at a time. */
  wait(seconds: number): void
}

const start = Date.parse('2026-11-24T08:00:00Z')

/** `scheduled`: CronJobs start Jobs. */
export function openWorkloads({ nodes = 6, scheduled = false, labels = { app: 'web' } } = {}): Workloads {
  const cluster = createCluster({ pods: 0, nodes, churn: scheduled ? 1e-9 : 0, seed: '1', now: start })
  const { store, clock, registry } = cluster
  const namespace = 'default'
  let made = 0
  const metadata: Workloads['metadata'] = (name, more = {}) => ({
    name,
    namespace,
    uid: `${(++made).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
    resourceVersion: '',
    generation: 1,
    creationTimestamp: toTimestamp(clock.now()),
    ...more,
  })
  const template: Workloads['template'] = (image, spec = {}, resources = {}) => ({
    metadata: { labels },
    spec: withPodDefaults({ containers: [{ name: 'web', image, resources }], ...spec }),
  })
  return {
    cluster,
    namespace,
    metadata,
    template,
    behave: (image, behaviour) => registry.set(image, behaviour),
    deployment(name, spec = {}) {
      store.deployments.create({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: metadata(name),
        spec: {
          replicas: 1,
          selector: { matchLabels: labels },
          template: template('web:1'),
          progressDeadlineSeconds: 600,
          revisionHistoryLimit: 10,
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
          ...spec,
        },
        status: {},
      })
    },
    change(collection, name, spec) {
      const known = collection.get(namespace, name)
      if (known === undefined) throw new Error(`There is no ${name}.`)
      const generation = (known.metadata.generation ?? 1) + 1
      collection.update({ ...known, metadata: { ...known.metadata, generation }, spec: { ...known.spec, ...spec } })
    },
    pods: (owner = '') =>
      [...store.pods.values()].filter(
        ({ metadata: { namespace: of, name } }) => of === namespace && name.startsWith(owner),
      ),
    events: (name) =>
      [...store.events.values()]
        .filter(({ involvedObject }) => involvedObject.name === name)
        .map(({ reason, message, count = 1 }) => `${reason}: ${message}${count > 1 ? ` (x${count})` : ''}`),
    wait(seconds) {
      for (let second = 0; second < seconds; second++) clock.advance(1000)
    },
  }
}
