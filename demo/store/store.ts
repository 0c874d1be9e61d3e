import { type Collection, createCollection } from './collection'
import type {
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  KubeObject,
  Namespace,
  Node,
  Pod,
  ReplicaSet,
  StatefulSet,
} from './objects'
import { types } from './types'

/** Everything the cluster holds, one collection per type under one running version, like etcd's revision. */
export interface Store {
  readonly namespaces: Collection<Namespace>
  readonly nodes: Collection<Node>
  readonly pods: Collection<Pod>
  readonly deployments: Collection<Deployment>
  readonly replicasets: Collection<ReplicaSet>
  readonly statefulsets: Collection<StatefulSet>
  readonly daemonsets: Collection<DaemonSet>
  readonly jobs: Collection<Job>
  readonly cronjobs: Collection<CronJob>
  readonly all: readonly Collection<KubeObject>[]
  /** The newest version. */
  version(): number
  find(group: string, resource: string): Collection<KubeObject> | undefined
  /** Every version but the newest expires, as after a compaction. */
  compact(): void
}

/** `windowLimit`: how many changes of each type can be resumed from, at least. */
export function createStore(windowLimit = 5000): Store {
  let latest = 1000
  const next = () => ++latest
  const version = () => latest
  const collect = <T extends KubeObject>(type: (typeof types)[keyof typeof types]) =>
    createCollection<T>(type, { next, version, windowLimit })
  const collections = {
    namespaces: collect<Namespace>(types.namespaces),
    nodes: collect<Node>(types.nodes),
    pods: collect<Pod>(types.pods),
    deployments: collect<Deployment>(types.deployments),
    replicasets: collect<ReplicaSet>(types.replicasets),
    statefulsets: collect<StatefulSet>(types.statefulsets),
    daemonsets: collect<DaemonSet>(types.daemonsets),
    jobs: collect<Job>(types.jobs),
    cronjobs: collect<CronJob>(types.cronjobs),
  }
  const all: readonly Collection<KubeObject>[] = Object.values(collections)
  return {
    ...collections,
    all,
    version,
    find: (group, resource) => all.find(({ type }) => type.group === group && type.resource === resource),
    compact: () => all.forEach((collection) => void collection.compact()),
  }
}
