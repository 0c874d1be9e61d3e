import { referenceKey, referTo } from '@/lib/health/reference'
import type { Surroundings } from '@/lib/health/surroundings'
import { podLabelsOf, type Workload } from '@/lib/health/workload'
import { keyOf, type Store, type Stored } from '@/server/kube/store'
import { topOwner } from '@/server/views/owners'
import type { ClusterStores } from '@/server/views/tables'
import type { Findings } from './findings'
import { isOther, onChange, type Touch } from './touch'

interface Specified extends Stored {
  readonly metadata: Workload['object']['metadata']
  readonly spec: unknown
}

/**
 * A workload that changes changes the harm that its pods do. One that comes, goes or has another spec also changes what is
 * found on its pods, whose they are, and what the Services find that select them.
 */
export function followOwners(stores: ClusterStores, around: Surroundings, findings: Findings, touch: Touch): void {
  function follow<T extends Specified>(kind: string, store: Store<T>, toWorkload: (object: T) => Workload) {
    onChange(store, (object, before, after) => {
      const reference = referTo(kind, object)
      for (const subject of findings.subjectsHarming(referenceKey(reference))) touch.subject(subject)
      if (!isOther(before, after, ({ spec, metadata }) => [spec, metadata?.ownerReferences])) return
      for (const pod of around.podsOf(reference)) touch.object('Pod', keyOf(pod))
      for (const one of [before, after]) {
        const labels = one === undefined ? {} : podLabelsOf(toWorkload(one))
        for (const service of around.servicesSelecting(reference.namespace, labels))
          touch.object('Service', keyOf(service))
      }
    })
  }
  follow('Deployment', stores.deployments, (object) => ({ kind: 'Deployment', object }))
  follow('StatefulSet', stores.statefulSets, (object) => ({ kind: 'StatefulSet', object }))
  follow('DaemonSet', stores.daemonSets, (object) => ({ kind: 'DaemonSet', object }))
  follow('ReplicaSet', stores.replicaSets, (object) => ({ kind: 'ReplicaSet', object }))
  follow('Job', stores.jobs, (object) => ({ kind: 'Job', object }))
  follow('CronJob', stores.cronJobs, (object) => ({ kind: 'CronJob', object }))
  onChange(stores.jobs, (_, before, after) => {
    for (const job of [before, after]) {
      const owner = job && topOwner(stores, job)
      if (owner?.kind === 'CronJob') touch.object('CronJob', owner.uid)
    }
  })
}
