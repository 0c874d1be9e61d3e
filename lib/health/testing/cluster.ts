import { findInAutoscaler } from '@/lib/health/autoscaler'
import { findInBudget } from '@/lib/health/budget'
import { findInClaim } from '@/lib/health/claim'
import type { Finding } from '@/lib/health/finding'
import { findInIngress } from '@/lib/health/ingress'
import { findInNamespace } from '@/lib/health/namespace'
import { findInNode } from '@/lib/health/node'
import { findInPod } from '@/lib/health/pod'
import type { Problem } from '@/lib/health/problem'
import { problemsOf } from '@/lib/health/problems'
import { type Reference, referenceKey, referTo } from '@/lib/health/reference'
import { matches, selectsAll } from '@/lib/health/selector'
import { findInService } from '@/lib/health/service'
import type { Owner, Surroundings } from '@/lib/health/surroundings'
import { templateOf, type Workload } from '@/lib/health/workload'
import { findInCronJob } from '@/lib/health/workloads/cronjob'
import { findInDaemonSet } from '@/lib/health/workloads/daemonset'
import { findInDeployment } from '@/lib/health/workloads/deployment'
import { findInJob } from '@/lib/health/workloads/job'
import { findInReplicaSet } from '@/lib/health/workloads/replicaset'
import { findInStatefulSet } from '@/lib/health/workloads/statefulset'
import { keep } from '@/lib/kube/json'
import { kinds } from '@/lib/kube/kinds/all'
import { serviceNameLabel } from '@/lib/kube/kinds/endpointslice'
import { controllerOf } from '@/lib/kube/owners'

type Json = Readonly<Record<string, unknown>>

/** Objects as the API server writes them, each with its `kind`. For tests: rebuilt from cold, without any index. */
export function createCluster(objects: readonly Json[]) {
  const read = readObjects(objects)
  const around = surround(read)
  const findings = (): readonly Finding[] => [
    ...read.pods.flatMap((it) => findInPod(it, around)),
    ...read.deployments.flatMap((it) => findInDeployment(it)),
    ...read.replicaSets.flatMap((it) => findInReplicaSet(it, around)),
    ...read.statefulSets.flatMap((it) => findInStatefulSet(it, around)),
    ...read.daemonSets.flatMap((it) => findInDaemonSet(it, around)),
    ...read.jobs.flatMap((it) => findInJob(it, around)),
    ...read.cronJobs.flatMap((it) => findInCronJob(it, around)),
    ...read.nodes.flatMap((it) => findInNode(it, around)),
    ...read.autoscalers.flatMap((it) => findInAutoscaler(it)),
    ...read.budgets.flatMap((it) => findInBudget(it, around)),
    ...read.claims.flatMap((it) => findInClaim(it, around)),
    ...read.services.flatMap((it) => findInService(it, around)),
    ...read.ingresses.flatMap((it) => findInIngress(it, around)),
    ...read.namespaces.flatMap((it) => findInNamespace(it)),
  ]
  return {
    ...read,
    around,
    findings,
    problems: (now: number, before: ReadonlyMap<string, Problem> = new Map()) =>
      group(findings(), around, now, before).sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1)),
  }
}

type Read = ReturnType<typeof readObjects>

function readObjects(objects: readonly Json[]) {
  const of = (kind: string) => objects.filter((object) => object.kind === kind)
  return {
    pods: of('Pod').map((it) => keep(kinds.pods.fields, it)),
    deployments: of('Deployment').map((it) => keep(kinds.deployments.fields, it)),
    replicaSets: of('ReplicaSet').map((it) => keep(kinds.replicasets.fields, it)),
    statefulSets: of('StatefulSet').map((it) => keep(kinds.statefulsets.fields, it)),
    daemonSets: of('DaemonSet').map((it) => keep(kinds.daemonsets.fields, it)),
    jobs: of('Job').map((it) => keep(kinds.jobs.fields, it)),
    cronJobs: of('CronJob').map((it) => keep(kinds.cronjobs.fields, it)),
    nodes: of('Node').map((it) => keep(kinds.nodes.fields, it)),
    namespaces: of('Namespace').map((it) => keep(kinds.namespaces.fields, it)),
    events: of('Event').map((it) => keep(kinds.events.fields, it)),
    services: of('Service').map((it) => keep(kinds.services.fields, it)),
    slices: of('EndpointSlice').map((it) => keep(kinds.endpointslices.fields, it)),
    ingresses: of('Ingress').map((it) => keep(kinds.ingresses.fields, it)),
    autoscalers: of('HorizontalPodAutoscaler').map((it) => keep(kinds.horizontalpodautoscalers.fields, it)),
    budgets: of('PodDisruptionBudget').map((it) => keep(kinds.poddisruptionbudgets.fields, it)),
    claims: of('PersistentVolumeClaim').map((it) => keep(kinds.persistentvolumeclaims.fields, it)),
  }
}

function workloadsOf(read: Read): readonly Workload[] {
  return [
    ...read.deployments.map((object): Workload => ({ kind: 'Deployment', object })),
    ...read.replicaSets.map((object): Workload => ({ kind: 'ReplicaSet', object })),
    ...read.statefulSets.map((object): Workload => ({ kind: 'StatefulSet', object })),
    ...read.daemonSets.map((object): Workload => ({ kind: 'DaemonSet', object })),
    ...read.jobs.map((object): Workload => ({ kind: 'Job', object })),
    ...read.cronJobs.map((object): Workload => ({ kind: 'CronJob', object })),
    ...read.pods.map((object): Workload => ({ kind: 'Pod', object })),
  ]
}

function surround(read: Read): Surroundings {
  const workloads = workloadsOf(read)
  const byUid = new Map(workloads.map((workload) => [workload.object.metadata?.uid ?? '', workload]))
  const ownerOf: Surroundings['ownerOf'] = (kind, object) => topOwner(byUid, kind, object)
  const inNamespace = <T extends { readonly metadata: { readonly namespace: string } | undefined }>(
    all: readonly T[],
    namespace: string,
  ) => all.filter(({ metadata }) => metadata?.namespace === namespace)
  const named = <T extends { readonly metadata: { readonly namespace: string; readonly name: string } | undefined }>(
    all: readonly T[],
    namespace: string,
    name: string,
  ) => all.find(({ metadata }) => metadata?.name === name && metadata.namespace === namespace)
  const podLabels = (workload: Workload) =>
    workload.kind === 'Pod' ? (workload.object.metadata?.labels ?? {}) : (templateOf(workload)?.metadata?.labels ?? {})
  return {
    ownerOf,
    workload: ({ uid }) => byUid.get(uid),
    podsOf: (owner) => read.pods.filter((pod) => ownerOf('Pod', pod).reference.uid === owner.uid),
    jobsOf: (owner) => read.jobs.filter((job) => controllerOf(job)?.uid === owner.uid),
    node: (name) => read.nodes.find(({ metadata }) => metadata?.name === name),
    nodes: () => read.nodes,
    events: ({ uid, kind, name }) =>
      read.events.filter(
        ({ involvedObject: of }) => of?.uid === uid || (kind === 'Node' && of?.kind === kind && of.name === name),
      ),
    claim: (namespace, name) => named(read.claims, namespace, name),
    service: (namespace, name) => named(read.services, namespace, name),
    knows: () => true,
    servicesSelecting: (namespace, labels) =>
      inNamespace(read.services, namespace).filter(({ spec }) => selectsAll(spec?.selector ?? {}, labels)),
    endpoints: (namespace, service) => {
      const endpoints = inNamespace(read.slices, namespace)
        .filter(({ metadata }) => metadata?.labels[serviceNameLabel] === service)
        .flatMap((slice) => slice.endpoints)
      return { all: endpoints.length, ready: endpoints.filter(({ conditions }) => conditions?.ready !== false).length }
    },
    podsSelected: (namespace, selector) =>
      inNamespace(read.pods, namespace).filter(({ metadata }) => selectsAll(selector, metadata?.labels ?? {})),
    workloadsSelected: (namespace, selector) =>
      workloads.filter(
        (workload) =>
          workload.object.metadata?.namespace === namespace &&
          selectsAll(selector, podLabels(workload)) &&
          workload.kind !== 'Pod',
      ),
    budgetsSelecting: (namespace, labels) =>
      inNamespace(read.budgets, namespace).filter(({ spec }) => matches(spec?.selector, labels)),
    autoscalersOf: (target) =>
      inNamespace(read.autoscalers, target.namespace).filter(
        ({ spec }) => spec?.scaleTargetRef?.kind === target.kind && spec.scaleTargetRef.name === target.name,
      ),
  }
}

/** References may run in circles. */
const deepest = 4

function topOwner(
  byUid: ReadonlyMap<string, Workload>,
  kind: string,
  object: Parameters<Surroundings['ownerOf']>[1],
  depth = 0,
): Owner {
  const { metadata } = object
  const reference = referTo(kind, object)
  const owner = metadata === undefined ? undefined : controllerOf({ metadata })
  if (owner === undefined || owner.kind === 'Node') return { reference, workload: byUid.get(reference.uid) }
  const workload = byUid.get(owner.uid)
  if ((workload?.kind === 'ReplicaSet' || workload?.kind === 'Job') && depth < deepest)
    return topOwner(byUid, workload.kind, workload.object, depth + 1)
  return { reference: { kind: owner.kind, namespace: reference.namespace, name: owner.name, uid: owner.uid }, workload }
}

function group(
  findings: readonly Finding[],
  around: Surroundings,
  now: number,
  before: ReadonlyMap<string, Problem>,
): Problem[] {
  const of = (key: string, which: (finding: Finding) => Reference) =>
    findings.filter((one) => referenceKey(which(one)) === key)
  const subjects = new Set(findings.map(({ subject }) => referenceKey(subject)))
  return [...subjects].flatMap((key) =>
    problemsOf(
      {
        findings: of(key, ({ subject }) => subject),
        elsewhere: of(key, ({ owner }) => owner).filter(({ subject }) => referenceKey(subject) !== key),
        now,
        before,
      },
      around,
    ),
  )
}
