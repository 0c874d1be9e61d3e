import { resourceName } from '@/lib/kube/kind'
import { kinds } from '@/lib/kube/kinds/all'
import { revisionAnnotation } from '@/lib/kube/kinds/metadata'
import type { ObjectDetail } from '@/lib/objects/details/detail'
import { describeNode } from '@/lib/objects/details/node'
import { describePod } from '@/lib/objects/details/pod'
import { type AroundWorkload, describeWorkload } from '@/lib/objects/details/workload'
import type { JobRun, Revision } from '@/lib/objects/details/workload-detail'
import { type ObjectAddress, type ObjectResource, objectResources } from '@/lib/objects/object-address'
import { projectJob } from '@/lib/views/workloads/job'
import { projectReplicaSet } from '@/lib/views/workloads/replicaset'
import { apiPath } from '@/server/kube/api-path'
import type { Store, Stored } from '@/server/kube/store'
import type { ReadObject, WatchedObject } from '@/server/objects/object-stream'
import type { ClusterStores } from './tables'

/** An object that a page follows: its changes come from the store, what it looks like from the API server. */
export function createWatchedObject(
  stores: ClusterStores,
  address: ObjectAddress,
  serverVersion: () => string | null,
): WatchedObject {
  const { resource, namespace, name } = address
  const kind = Object.values(kinds).find((it) => resourceName(it) === resource)
  if (kind === undefined) throw new Error(`No kind is declared for ${resource}.`)
  const isIt = ({ metadata }: Stored) => metadata?.name === name && metadata.namespace === (namespace ?? '')
  return {
    path: apiPath(kind, namespace ?? undefined, name),
    subscribe: (listener) =>
      storeOf(stores, resource).subscribe((before, after) => {
        const object = after ?? before
        if (object !== undefined && isIt(object)) listener()
      }),
    describe: (object, read) => describeObject(stores, address, { object, read, serverVersion: serverVersion() }),
  }
}

function storeOf(stores: ClusterStores, resource: ObjectResource): Pick<Store<Stored>, 'subscribe'> {
  const byResource: Record<ObjectResource, Pick<Store<Stored>, 'subscribe'>> = {
    pods: stores.pods,
    nodes: stores.nodes,
    'deployments.apps': stores.deployments,
    'statefulsets.apps': stores.statefulSets,
    'daemonsets.apps': stores.daemonSets,
    'replicasets.apps': stores.replicaSets,
    'jobs.batch': stores.jobs,
    'cronjobs.batch': stores.cronJobs,
  }
  return byResource[resource]
}

interface Described {
  readonly object: unknown
  readonly read: ReadObject
  readonly serverVersion: string | null
}

async function describeObject(
  stores: ClusterStores,
  { resource, name }: ObjectAddress,
  { object, read, serverVersion }: Described,
): Promise<ObjectDetail> {
  if (resource === 'pods') return describePod(object)
  if (resource !== 'nodes')
    return describeWorkload(objectResources[resource].kind, object, around(stores, resource, uidOf(object)))
  return describeNode(object, { serverVersion, lease: await read(leasePath(name)) })
}

// The kubelet renews it every 10 s: k8s.io/kubernetes pkg/kubelet, NodeLease.
const leasePath = (node: string) =>
  apiPath(
    { group: 'coordination.k8s.io', version: 'v1', resource: 'leases', namespaced: true },
    'kube-node-lease',
    node,
  )

function uidOf(object: unknown): string {
  // The API's own shape of an object, of which every part may be missing.
  const { metadata } = (object ?? {}) as { readonly metadata?: { readonly uid?: unknown } }
  return String(metadata?.uid ?? '')
}

/** A Deployment's ReplicaSets and a CronJob's Jobs, the newest first. */
function around(stores: ClusterStores, resource: ObjectResource, uid: string): AroundWorkload {
  return {
    standing: standingOf(stores, resource, uid),
    revisions: resource === 'deployments.apps' ? revisionsOf(stores, uid) : [],
    jobs: resource === 'cronjobs.batch' ? runsOf(stores, uid) : [],
  }
}

function standingOf(stores: ClusterStores, resource: ObjectResource, uid: string): AroundWorkload['standing'] {
  const job = resource === 'jobs.batch' ? stores.jobs.objects.get(uid) : undefined
  const replicaSet = resource === 'replicasets.apps' ? stores.replicaSets.objects.get(uid) : undefined
  const row = (job && projectJob(job, undefined)) ?? (replicaSet && projectReplicaSet(replicaSet, undefined))
  return row === undefined ? null : { health: row.health, status: row.status, reason: row.reason }
}

function revisionsOf({ replicaSets }: ClusterStores, uid: string): readonly Revision[] {
  const revisions = [...replicaSets.keysBy('owner', uid)]
    .flatMap((key) => replicaSets.objects.get(key) ?? [])
    .map(({ metadata, spec }) => ({
      hash: (metadata?.name ?? '').replace(/^.*-/, ''),
      number: Number(metadata?.annotations[revisionAnnotation]) || null,
      images: (spec?.template?.spec?.containers ?? []).map(({ image }) => image).join(', '),
      madeAt: metadata?.creationTimestamp ?? null,
    }))
    .sort((a, b) => (b.number ?? 0) - (a.number ?? 0))
  return revisions.map((revision, place) => ({ ...revision, current: place === 0 }))
}

function runsOf({ jobs }: ClusterStores, uid: string): readonly JobRun[] {
  return [...jobs.keysBy('owner', uid)]
    .flatMap((key) => jobs.objects.get(key) ?? [])
    .map((job) => {
      const { health, status: word } = projectJob(job, undefined)
      const { startTime, completionTime } = job.status ?? {}
      const ranMs = startTime === undefined || completionTime === undefined ? null : completionTime - startTime
      return { name: job.metadata?.name ?? '', health, word, startedAt: startTime ?? null, ranMs }
    })
    .sort((a, b) => (b.startedAt ?? Number.POSITIVE_INFINITY) - (a.startedAt ?? Number.POSITIVE_INFINITY))
}
