import { createClock, toTimestamp } from '@/demo/clock'
import { createAdmission } from '@/demo/controllers/admission'
import { startReplicaSetController } from '@/demo/controllers/replicaset'
import { createRandom } from '@/demo/random'
import type { AnalysisMetric, AnalysisRun, Rollout } from '@/demo/store/argo-objects'
import type { Metadata, Pod, ReplicaSet } from '@/demo/store/objects'
import { createStore } from '@/demo/store/store'
import { createEventRecorder } from '@/demo/world/event-recorder'
import { createPlacement } from '@/demo/world/placement'
import { createRegistry } from '@/demo/world/registry'
import { createTraffic } from '@/demo/world/traffic'
import { createUsage } from '@/demo/world/usage'
import type { World } from '@/demo/world/world'
import { startAnalysisController } from './analysis'
import { startRolloutController } from './rollout'

const namespace = 'shop'
/** How long a pod takes to be ready, in milliseconds. */
const readyAfter = 1000

/** Rollouts with their controllers, pods that are ready after a second, and a clock that is moved by hand. */
export interface RolloutRig {
  readonly world: World
  start(name: string, spec: Partial<Rollout['spec']>): void
  template(name: string, metric: Partial<AnalysisMetric> & { readonly query: string }): void
  service(name: string, app: string): void
  rollout(name: string): Rollout
  /** Changes the spec, as a user does, and lets the clock run for so many seconds. */
  change(name: string, spec: Partial<Rollout['spec']>, seconds: number): void
  /** Changes the status, as the plugin's verbs do. */
  patch(name: string, status: Partial<Rollout['status']>, seconds: number): void
  image(name: string, version: number, seconds: number): void
  /** `Paused CanaryPauseStep step 1: 1+4`: phase, message, index, and the sizes of the sets, newest revision first. */
  look(name: string): string
  conditions(name: string): Readonly<Record<string, string>>
  runs(): readonly AnalysisRun[]
  /** Reason and message of all events about the Rollout in their order. */
  events(name: string): readonly string[]
}

export function openRolloutRig({ unready = '' } = {}): RolloutRig {
  const world = createRolloutWorld(unready)
  const { store, clock } = world
  const told = listenToEvents(world)
  const rollout = (name: string) => {
    const found = store.rollouts.get(namespace, name)
    if (found === undefined) throw new Error(`There is no Rollout ${name}.`)
    return found
  }
  const change: RolloutRig['change'] = (name, spec, seconds) => {
    const old = rollout(name)
    const generation = (old.metadata.generation ?? 0) + 1
    store.rollouts.update({ ...old, metadata: { ...old.metadata, generation }, spec: { ...old.spec, ...spec } })
    clock.advance(seconds * 1000)
  }
  return {
    world,
    ...createMakers(world),
    rollout,
    change,
    patch(name, status, seconds) {
      const old = rollout(name)
      store.rollouts.update({ ...old, status: { ...old.status, ...status } })
      clock.advance(seconds * 1000)
    },
    image: (name, version, seconds) => change(name, { template: podTemplate(name, version) }, seconds),
    look: (name) => lookAt(rollout(name), store.replicasets.ownedBy(rollout(name).metadata.uid)),
    conditions(name) {
      const { conditions = [] } = rollout(name).status
      return Object.fromEntries(conditions.map(({ type, status, reason = '' }) => [type, `${status} ${reason}`]))
    },
    runs: () => [...store.analysisruns.values()],
    events: (name) => told.filter(({ about }) => about === name).map(({ text }) => text),
  }
}

function listenToEvents({ store }: World) {
  const told: { readonly about: string; readonly text: string }[] = []
  store.events.listen(({ type, object: { involvedObject, reason, message } }) => {
    if (type !== 'DELETED') told.push({ about: involvedObject.name ?? '', text: `${reason}: ${message}` })
  })
  return told
}

function createMakers({ store, clock, random }: World): Pick<RolloutRig, 'start' | 'template' | 'service'> {
  const argo = { apiVersion: 'argoproj.io/v1alpha1' }
  const metadata = (name: string): Metadata => ({
    name,
    namespace,
    uid: random.uuid(),
    resourceVersion: '',
    generation: 1,
    creationTimestamp: toTimestamp(clock.now()),
  })
  return {
    start(name, given) {
      const template = podTemplate(name, 1)
      const spec = { selector: { matchLabels: { app: name } }, template, strategy: {}, ...given }
      store.rollouts.create({ ...argo, kind: 'Rollout', metadata: metadata(name), spec, status: {} })
      clock.advance(5000)
    },
    template(name, { query, ...metric }) {
      const metrics = [{ name: 'metric', ...metric, provider: { prometheus: { query } } }]
      store.analysistemplates.create({ ...argo, kind: 'AnalysisTemplate', metadata: metadata(name), spec: { metrics } })
    },
    service(name, app) {
      const kind = { apiVersion: 'v1', kind: 'Service' }
      const status = { loadBalancer: {} }
      store.services.create({ ...kind, metadata: metadata(name), spec: { selector: { app } }, status })
    },
  }
}

function lookAt({ status }: Rollout, sets: readonly ReplicaSet[]): string {
  const newest = sets.toSorted((a, b) => revisionOf(b) - revisionOf(a))
  const sizes = newest.map(({ spec }) => spec.replicas).join('+')
  const step = status.currentStepIndex === undefined ? '' : ` step ${status.currentStepIndex}`
  return `${status.phase ?? ''}${status.message ? ` ${status.message}` : ''}${step}: ${sizes}`
}

const revisionOf = ({ metadata }: ReplicaSet) => Number(metadata.annotations?.['rollout.argoproj.io/revision'])

export const podTemplate = (app: string, version: number): Rollout['spec']['template'] => ({
  metadata: { labels: { app } },
  spec: {
    containers: [
      { name: 'main', image: `registry.shop.example/${app}:${version}`, resources: { requests: { cpu: '100m' } } },
    ],
  },
})

function createRolloutWorld(unready: string): World {
  const clock = createClock(Date.parse('2026-11-24T12:00:00Z'))
  const store = createStore()
  const random = createRandom('rollouts')
  const registry = createRegistry(clock)
  const traffic = createTraffic({ store, clock, random })
  const usage = createUsage({ clock, registry, traffic })
  const placement = createPlacement(store)
  const events = createEventRecorder(store, clock)
  const admission = createAdmission(store)
  const world: World = { store, clock, random, registry, placement, admission, events, traffic, usage }
  startReplicaSetController(world)
  startRolloutController(world)
  startAnalysisController(world)
  store.pods.listen(({ type, object }) => {
    if (type !== 'ADDED' || object.spec.containers.some(({ image }) => image === unready)) return
    clock.after(readyAfter, () => makeReady(world, object))
  })
  return world
}

function makeReady({ store, clock }: World, { metadata }: Pod): void {
  const pod = store.pods.get(metadata.namespace, metadata.name)
  const at = toTimestamp(clock.now())
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: at } as const]
  const containerStatuses = pod?.spec.containers.map(({ name, image }) => {
    return {
      name,
      image,
      imageID: '',
      state: { running: { startedAt: at } },
      lastState: {},
      ready: true,
      restartCount: 0,
    }
  })
  if (pod !== undefined)
    store.pods.update({
      ...pod,
      status: {
        ...pod.status,
        phase: 'Running',
        startTime: at,
        conditions,
        containerStatuses: containerStatuses ?? [],
      },
    })
}
