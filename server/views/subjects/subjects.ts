import type { Workload } from '@/lib/health/workload'
import { controllerOf } from '@/lib/kube/owners'
import { isSelected, type Subject, subjectOf } from '@/lib/views/related/subject'
import { workloadKinds } from '@/lib/views/workloads'
import { keyOf, type Store, type Stored } from '@/server/kube/store'
import type { ClusterStores } from '@/server/views/tables'
import { follow } from './follow'
import { createKeySets, rarest } from './key-sets'
import { placesOfSelector, placesOfSubject } from './label-place'

/** The workloads that stand for themselves: nothing owns them that is a workload, too. */
export interface Subjects {
  find(key: string): Subject | undefined
  /** Keys of those in a namespace that a selector with these labels may select. */
  near(namespace: string, selector: Labels): Iterable<string>
  /** Keys of those in a namespace whose pods a Service with this selector selects. */
  selectedBy(namespace: string, selector: Labels): Iterable<string>
  named(namespace: string, kind: string, name: string): string | undefined
  /** Called with the key of each that is there, then of each that comes, changes or goes. */
  follow(listener: (key: string) => void): void
}

type Labels = Readonly<Record<string, string>>
type Owned = Parameters<typeof controllerOf>[0]

/** What something of a kind that we don't know owns (an Argo Rollout, a Node) stands for itself. */
const standsAlone = (object: Owned): boolean => {
  const owner = controllerOf(object)
  return owner === undefined || !workloadKinds.some((kind) => kind === owner.kind)
}

export function createSubjects(stores: ClusterStores): Subjects {
  const subjects = new Map<string, Subject>()
  const atPlace = createKeySets()
  const byName = new Map<string, string>()
  const listeners: ((key: string) => void)[] = []

  function set(key: string, subject: Subject | undefined) {
    const before = subjects.get(key)
    if (before !== undefined) forget(key, before)
    if (subject !== undefined) remember(key, subject)
    if (before !== undefined || subject !== undefined) for (const listener of listeners) listener(key)
  }
  function forget(key: string, subject: Subject) {
    const name = nameKey(subject.reference)
    subjects.delete(key)
    for (const place of placesOfSubject(subject)) atPlace.remove(place, key)
    if (byName.get(name) === key) byName.delete(name)
  }
  function remember(key: string, subject: Subject) {
    subjects.set(key, subject)
    for (const place of placesOfSubject(subject)) atPlace.add(place, key)
    byName.set(nameKey(subject.reference), key)
  }
  function followWorkloads<T extends Stored & Owned>(store: Store<T>, toWorkload: (object: T) => Workload) {
    follow(store, (before, after) => {
      const object = after ?? before
      if (object === undefined) return
      set(keyOf(object), after !== undefined && standsAlone(after) ? subjectOf(toWorkload(after)) : undefined)
    })
  }
  followWorkloads(stores.deployments, (object) => ({ kind: 'Deployment', object }))
  followWorkloads(stores.statefulSets, (object) => ({ kind: 'StatefulSet', object }))
  followWorkloads(stores.daemonSets, (object) => ({ kind: 'DaemonSet', object }))
  followWorkloads(stores.jobs, (object) => ({ kind: 'Job', object }))
  followWorkloads(stores.cronJobs, (object) => ({ kind: 'CronJob', object }))
  followWorkloads(stores.replicaSets, (object) => ({ kind: 'ReplicaSet', object }))
  followWorkloads(stores.pods, (object) => ({ kind: 'Pod', object }))

  const near = (namespace: string, selector: Labels): Iterable<string> =>
    atPlace.get(rarest(atPlace, placesOfSelector(namespace, selector)))
  return {
    find: (key) => subjects.get(key),
    near,
    *selectedBy(namespace, selector) {
      if (Object.keys(selector).length === 0) return
      for (const key of near(namespace, selector)) {
        const subject = subjects.get(key)
        if (subject !== undefined && isSelected(subject, selector)) yield key
      }
    },
    named: (namespace, kind, name) => byName.get(nameKey({ namespace, kind, name })),
    follow(listener) {
      for (const key of subjects.keys()) listener(key)
      listeners.push(listener)
    },
  }
}

const nameKey = ({ namespace, kind, name }: { namespace: string; kind: string; name: string }) =>
  `${namespace}/${kind}/${name}`
