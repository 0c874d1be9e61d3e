import { createPeople, type People } from '@/demo/access/people'
import { startServiceAccountController } from '@/demo/access/service-accounts'
import { startAnalysisController } from '@/demo/argo/analysis'
import { startRolloutController } from '@/demo/argo/rollout'
import { createAdmission } from '@/demo/controllers/admission'
import { startCronJobController } from '@/demo/controllers/cronjob'
import { startDaemonSetController } from '@/demo/controllers/daemonset'
import { startDeploymentController } from '@/demo/controllers/deployment'
import { startDirector } from '@/demo/controllers/director'
import { startDisruptionController } from '@/demo/controllers/disruption'
import { startEndpointSliceController } from '@/demo/controllers/endpointslice'
import { startGarbageCollector } from '@/demo/controllers/garbage'
import { startHorizontalPodAutoscaler } from '@/demo/controllers/hpa'
import { startJobController } from '@/demo/controllers/job'
import { startNamespaceController } from '@/demo/controllers/namespace'
import { startNodeLifecycleController } from '@/demo/controllers/node-lifecycle'
import { startPodGarbageCollector } from '@/demo/controllers/pod-garbage'
import { startQuotaController } from '@/demo/controllers/quota'
import { startReplicaSetController } from '@/demo/controllers/replicaset'
import { startRootCertificatePublisher } from '@/demo/controllers/root-certificates'
import { startScheduler } from '@/demo/controllers/scheduler'
import { startStatefulSetController } from '@/demo/controllers/statefulset'
import { startTaintEvictionController } from '@/demo/controllers/taint-eviction'
import { startVolumeController } from '@/demo/controllers/volumes'
import { type Kubelet, startKubelet } from '@/demo/kubelet/kubelet'
import { createStore } from '@/demo/store/store'
import { standing } from '@/demo/story/stories'
import { type Story, startStory } from '@/demo/story/story'
import { buildWorld } from '@/demo/world/build'
import { createEventRecorder } from '@/demo/world/event-recorder'
import { createPlacement } from '@/demo/world/placement'
import { createRegistry } from '@/demo/world/registry'
import { createTraffic } from '@/demo/world/traffic'
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
  /** Left out, nothing happens by itself in a shop that is broken in the usual ways. */
  readonly story?: Story
  /** How many changes of each type a watch can resume from, at least. */
  readonly windowLimit?: number
}

export interface Cluster extends World {
  readonly people: People
  /** Loses and returns nodes, fills disks, ends back-offs. */
  readonly kubelet: Kubelet
}

/** A cluster that is started again is ahead of every version of the one before: watches from then are told to begin anew. */
const firstVersion = (now: number) => Math.max(1000, Math.floor(now) - Date.parse('2026-01-01T00:00:00Z'))

/** The whole cluster in memory: its world is built and its controllers follow the store. */
export function createCluster(settings: ClusterSettings): Cluster {
  const { pods, nodes, churn, seed, now, story = standing, windowLimit } = settings
  const moves = churn > 0 || story !== standing
  const clock = createClock(now)
  const store = createStore(windowLimit, firstVersion(now))
  const random = createRandom(seed)
  const registry = createRegistry(clock)
  const traffic = createTraffic({ store, clock, random })
  const world: World = {
    store,
    clock,
    random,
    registry,
    placement: createPlacement(store),
    admission: createAdmission(store),
    events: createEventRecorder(store, clock),
    traffic,
    usage: createUsage({ clock, registry, traffic }),
  }
  buildWorld(world, {
    pods,
    nodes: nodes ?? Math.max(12, Math.ceil(pods / 40)),
    troubled: story.troubled,
    moves,
  })
  const kubelet = startKubelet(world, {
    renewals: Math.min(25, story === standing ? churn / 10 : Math.max(1, churn / 10)),
  })
  startNodeLifecycleController(world, kubelet)
  startTaintEvictionController(world, kubelet.podsOn)
  startPodGarbageCollector(world, kubelet.podsOn)
  startScheduler(world)
  startReplicaSetController(world)
  startDeploymentController(world)
  startStatefulSetController(world)
  startDaemonSetController(world)
  startJobController(world)
  startCronJobController(world, { scheduled: moves })
  startRolloutController(world)
  startAnalysisController(world)
  startHorizontalPodAutoscaler(world)
  startGarbageCollector(world)
  startNamespaceController(world)
  startVolumeController(world)
  startQuotaController(world)
  startDisruptionController(world)
  startEndpointSliceController(world)
  startServiceAccountController(world)
  startRootCertificatePublisher(world)
  if (story !== standing) startStory(world, kubelet, story)
  if (churn > 0) startDirector(world, kubelet, { changesPerSecond: churn, story })
  return { ...world, kubelet, people: createPeople(seed) }
}
