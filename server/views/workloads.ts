import type { PodRow } from '@/lib/views/pods'
import { type PodsSummary, summarisePods } from '@/lib/views/pods-summary'
import { type WorkloadRow, workloadsShape } from '@/lib/views/workloads'
import { projectBarePod } from '@/lib/views/workloads/bare-pod'
import { projectCronJob } from '@/lib/views/workloads/cronjob'
import { projectDaemonSet } from '@/lib/views/workloads/daemonset'
import { projectDeployment } from '@/lib/views/workloads/deployment'
import { projectJob } from '@/lib/views/workloads/job'
import { projectReplicaSet } from '@/lib/views/workloads/replicaset'
import { projectStatefulSet } from '@/lib/views/workloads/statefulset'
import { keyOf, type Store, type Stored } from '@/server/kube/store'
import { type Frame, rank } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'
import { type Owned, topOwner } from './owners'
import type { ClusterStores } from './tables'

export function createWorkloadsView(stores: ClusterStores, pods: View<PodRow>, frame: Frame): View<WorkloadRow> {
  const summary = (key: string) => summarisePods(podRowsOf(stores, pods, key))
  const lines = linesOf(stores, pods, summary)

  const { view, input } = createView(
    workloadsShape,
    frame,
    (key) => {
      for (const line of lines) {
        const row = line.row(key)
        if (row !== undefined) return row
      }
      return undefined
    },
    rank.derivedRows,
  )

  /** What a change touches: the object's own line, and that of whatever it belongs to. */
  const touch = (object: Owned | undefined) => {
    if (object === undefined) return
    input.touch(keyOf(object))
    const owner = topOwner(stores, object)
    if (owner !== undefined) input.touch(owner.uid)
  }
  for (const line of lines) line.subscribe(touch)
  return view
}

interface Line {
  /** Undefined when the key is of another sort, or something owns the object. */
  row(key: string): WorkloadRow | undefined
  subscribe(touch: (object: Owned | undefined) => void): void
}

function line<T extends Stored & Owned>(
  store: Store<T>,
  project: (object: T, key: string) => WorkloadRow | undefined,
): Line {
  return {
    row(key) {
      const object = store.objects.get(key)
      const owned = object?.metadata?.ownerReferences.some((owner) => owner.controller)
      return object === undefined || owned ? undefined : project(object, key)
    },
    subscribe(touch) {
      store.subscribe((before, after) => {
        touch(before)
        touch(after)
      })
    },
  }
}

function linesOf(stores: ClusterStores, pods: View<PodRow>, summary: (key: string) => PodsSummary): readonly Line[] {
  return [
    line(stores.deployments, (it, key) => projectDeployment(it, summary(key))),
    line(stores.statefulSets, (it, key) => projectStatefulSet(it, summary(key))),
    line(stores.daemonSets, (it, key) => projectDaemonSet(it, summary(key))),
    line(stores.jobs, (it, key) => projectJob(it, summary(key))),
    line(stores.cronJobs, (it, key) => projectCronJob(it, summary(key))),
    line(stores.replicaSets, (it, key) => projectReplicaSet(it, summary(key))),
    line(stores.pods, (it, key) => {
      const row = pods.rows.get(key)
      return row && projectBarePod(it, row)
    }),
  ]
}

/** Rows of the pods that a workload owns, directly or through its ReplicaSets or Jobs. */
function* podRowsOf(stores: ClusterStores, pods: View<PodRow>, owner: string): Generator<PodRow> {
  for (const key of stores.pods.keysBy('owner', owner)) {
    const row = pods.rows.get(key)
    if (row !== undefined) yield row
  }
  for (const between of [stores.replicaSets, stores.jobs])
    for (const key of between.keysBy('owner', owner)) yield* podRowsOf(stores, pods, key)
}
