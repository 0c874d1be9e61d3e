import { startCronJobController } from '@/demo/controllers/cronjob'
import { startDaemonSetController } from '@/demo/controllers/daemonset'
import { startDeploymentController } from '@/demo/controllers/deployment'
import { startDirector } from '@/demo/controllers/director'
import { startGarbageCollector } from '@/demo/controllers/garbage'
import { startJobController } from '@/demo/controllers/job'
import { startKubelet } from '@/demo/controllers/kubelet'
import { startReplicaSetController } from '@/demo/controllers/replicaset'
import { startScheduler } from '@/demo/controllers/scheduler'
import { startStatefulSetController } from '@/demo/controllers/statefulset'
import { createStore } from '@/demo/store/store'
import { buildWorld } from '@/demo/world/build'
import { createEventRecorder } from '@/demo/world/event-recorder'
import { createPeople, type People } from '@/demo/world/people'
import { createPlacement } from '@/demo/world/placement'
import { createRegistry } from '@/demo/world/registry'
import { createUsage } from '@/demo/world/usage'
import type { World } from '@/demo/world/world'
import { createClock } from './clock'
import { createRandom } from './random'

export interface ClusterSettings {
  readonly pods: number
  /** Left out: enough for the pods, at least 12. */
  readonly nodes?: number | undefined
  /** Changes of objects per second, about; 0 is a world that stands still until somebody writes. */
  readonly churn: number
  readonly seed: string
  /** The cluster's first instant, in milliseconds since 1970; its clock moves only when told to. */
  readonly now: number
  /** How many changes of each type a watch can resume from, at least. */
  readonly windowLimit?: number
}

export interface Cluster extends World {
  readonly people: People
}

/** The whole cluster in memory: its world is built and its controllers follow the store. */
export function createCluster({ pods, nodes, churn, seed, now, windowLimit }: ClusterSettings): Cluster {
  const clock = createClock(now)
  const store = createStore(windowLimit)
  const random = createRandom(seed)
  const world: World = {
    store,
    clock,
    random,
    registry: createRegistry(),
    placement: createPlacement(store),
    events: createEventRecorder(store, clock),
    usage: createUsage(clock),
  }
  buildWorld(world, { pods, nodes: nodes ?? Math.max(12, Math.ceil(pods / 40)) })
  const kubelet = startKubelet(world)
  startScheduler(world)
  startReplicaSetController(world)
  startDeploymentController(world)
  startStatefulSetController(world)
  startDaemonSetController(world)
  startJobController(world)
  startCronJobController(world, { scheduled: churn > 0 })
  startGarbageCollector(world)
  if (churn > 0) startDirector(world, kubelet, churn)
  return { ...world, people: createPeople(seed) }
}
