import { findInAutoscaler } from '@/lib/health/autoscaler'
import { findInBudget } from '@/lib/health/budget'
import { findInClaim } from '@/lib/health/claim'
import type { Finding } from '@/lib/health/finding'
import { findInIngress } from '@/lib/health/ingress'
import { findInNamespace } from '@/lib/health/namespace'
import { findInNode } from '@/lib/health/node'
import { findInPod } from '@/lib/health/pod'
import { findInService } from '@/lib/health/service'
import type { Surroundings } from '@/lib/health/surroundings'
import { findInCronJob } from '@/lib/health/workloads/cronjob'
import { findInDaemonSet } from '@/lib/health/workloads/daemonset'
import { findInDeployment } from '@/lib/health/workloads/deployment'
import { findInJob } from '@/lib/health/workloads/job'
import { findInReplicaSet } from '@/lib/health/workloads/replicaset'
import { findInStatefulSet } from '@/lib/health/workloads/statefulset'
import { keyOf, type Store, type Stored } from '@/server/kube/store'
import type { ClusterStores } from '@/server/views/tables'

/** What is looked at of one kind, and how. */
export interface Finder {
  readonly kind: string
  /** All that there is of it. */
  keys(): Iterable<string>
  /** What is wrong with the object under a key as things stand; nothing when there is none. */
  find(key: string): readonly Finding[]
  subscribe(touch: (key: string) => void): void
}

export function createFinders(stores: ClusterStores, around: Surroundings): readonly Finder[] {
  return [
    finder('Pod', stores.pods, (it) => findInPod(it, around)),
    finder('Deployment', stores.deployments, findInDeployment),
    finder('ReplicaSet', stores.replicaSets, (it) => findInReplicaSet(it, around)),
    finder('StatefulSet', stores.statefulSets, (it) => findInStatefulSet(it, around)),
    finder('DaemonSet', stores.daemonSets, (it) => findInDaemonSet(it, around)),
    finder('Job', stores.jobs, (it) => findInJob(it, around)),
    finder('CronJob', stores.cronJobs, (it) => findInCronJob(it, around)),
    finder('Node', stores.nodes, (it) => findInNode(it, around)),
    finder('Namespace', stores.namespaces, findInNamespace),
    finder('HorizontalPodAutoscaler', stores.autoscalers, findInAutoscaler),
    finder('PodDisruptionBudget', stores.budgets, (it) => findInBudget(it, around)),
    finder('PersistentVolumeClaim', stores.claims, (it) => findInClaim(it, around)),
    finder('Service', stores.services, (it) => findInService(it, around)),
    finder('Ingress', stores.ingresses, (it) => findInIngress(it, around)),
  ]
}

const none: readonly Finding[] = []

function finder<T extends Stored>(kind: string, store: Store<T>, find: (object: T) => readonly Finding[]): Finder {
  return {
    kind,
    keys: () => store.objects.keys(),
    find(key) {
      const object = store.objects.get(key)
      return object === undefined ? none : find(object)
    },
    subscribe(touch) {
      store.subscribe((before, after) => {
        const object = after ?? before
        if (object !== undefined) touch(keyOf(object))
      })
    },
  }
}
