import { matchesSelector } from '@/demo/api/selectors'
import type { Rollout } from '@/demo/store/argo-objects'
import { keyOf } from '@/demo/store/collection'
import type { Service } from '@/demo/store/network-objects'
import type { DaemonSet, Deployment, PodTemplate, ReplicaSet, StatefulSet, TextMap } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { without } from '@/demo/store/without'

const rolloutHash = 'rollouts-pod-template-hash'

type Served = Deployment | StatefulSet | DaemonSet | Rollout

/** Pods of one template behind a service. */
export interface Backend {
  /** `namespace/name` of the workload. */
  readonly workload: string
  /** The hash of its pods' template; '' for workloads that label no version. */
  readonly version: string
  /** The object that the pods belong to, and its template's first image and CPU limit in thousandths. */
  readonly owner: string
  readonly image: string
  readonly cpuLimit: number
  readonly ready: number
  /** Its share of the requests, where a router sets it; else what its ready pods make of it. */
  readonly weight: number | undefined
}

/** Thousandths of a CPU that a pod of the template may use for requests. */
type LimitOf = (template: PodTemplate) => number

/** Finds what answers for a service by the counts that controllers keep: no pod is looked at. */
export interface Backends {
  of(service: string): readonly Backend[]
}

export function createBackends(store: Store, limitOf: LimitOf): Backends {
  const selected = new Map<string, readonly Served[]>()
  let byNamespace: Map<string, Served[]> | undefined
  const forget = () => {
    selected.clear()
    byNamespace = undefined
  }
  const onTemplate = ({ type, object, previous }: { type: string; object: Served; previous: Served | undefined }) => {
    if (type !== 'MODIFIED' || previous?.spec.template !== object.spec.template) forget()
  }
  store.services.listen(forget)
  store.deployments.listen(onTemplate)
  store.statefulsets.listen(onTemplate)
  store.daemonsets.listen(onTemplate)
  store.rollouts.listen(onTemplate)

  const find = (service: Service): readonly Served[] => {
    const { selector } = service.spec
    if (selector === undefined) return []
    const matchLabels = without(selector, rolloutHash)
    byNamespace ??= groupByNamespace(store)
    const neighbours = byNamespace.get(service.metadata.namespace ?? '') ?? []
    return neighbours.filter((workload) => matchesSelector({ matchLabels }, labelsOf(workload)))
  }
  return {
    of(name) {
      const [namespace, plain = ''] = name.split('/')
      const service = store.services.get(namespace, plain)
      if (service === undefined) return []
      const known = selected.get(name) ?? find(service)
      selected.set(name, known)
      const only = service.spec.selector?.[rolloutHash]
      return known.flatMap((stale) => {
        const workload = currentOf(store, stale)
        if (workload === undefined) return []
        if (workload.kind === 'Deployment') return ofSets(store, workload, 'pod-template-hash', only, limitOf)
        if (workload.kind === 'Rollout') return ofSets(store, workload, rolloutHash, only, limitOf)
        return [backend(workload, workload, '', limitOf)]
      })
    },
  }
}

function ofSets(
  store: Store,
  workload: Served,
  hashLabel: string,
  only: string | undefined,
  limitOf: LimitOf,
): readonly Backend[] {
  const sets = store.replicasets.ownedBy(workload.metadata.uid)
  const serving = sets.filter(({ spec, status }) => spec.replicas > 0 || (status.readyReplicas ?? 0) > 0)
  return serving
    .map((set) => backend(workload, set, set.metadata.labels?.[hashLabel] ?? '', limitOf))
    .filter(({ version }) => only === undefined || version === only)
}

function backend(workload: Served, owner: ReplicaSet | Served, version: string, limitOf: LimitOf): Backend {
  const { template } = owner.spec
  return {
    workload: keyOf(workload.metadata.namespace, workload.metadata.name),
    version,
    owner: owner.metadata.uid,
    image: template.spec.containers[0]?.image ?? '',
    cpuLimit: limitOf(template),
    ready: readyOf(owner),
    // Only Rollouts are of that kind.
    weight: workload.kind === 'Rollout' ? weightOf(workload as Rollout, version) : undefined,
  }
}

function groupByNamespace(store: Store): Map<string, Served[]> {
  const groups = new Map<string, Served[]>()
  for (const kind of [store.deployments, store.statefulsets, store.daemonsets, store.rollouts])
    for (const workload of kind.values()) {
      if (labelsOf(workload) === undefined) continue
      const { namespace = '' } = workload.metadata
      const group = groups.get(namespace)
      if (group === undefined) groups.set(namespace, [workload])
      else group.push(workload)
    }
  return groups
}

/** Undefined for a Rollout whose template a user left out. */
function labelsOf({ spec }: Served): TextMap | undefined {
  const { template }: { readonly template?: { readonly metadata?: { readonly labels?: TextMap } } } = spec
  return template?.metadata?.labels
}

function currentOf(store: Store, { kind, metadata: { namespace, name } }: Served): Served | undefined {
  if (kind === 'Deployment') return store.deployments.get(namespace, name)
  if (kind === 'StatefulSet') return store.statefulsets.get(namespace, name)
  return kind === 'Rollout' ? store.rollouts.get(namespace, name) : store.daemonsets.get(namespace, name)
}

const readyOf = ({ status }: ReplicaSet | Served) =>
  'numberReady' in status
    ? Number(status.numberReady)
    : 'readyReplicas' in status
      ? Number(status.readyReplicas ?? 0)
      : 0

function weightOf({ status }: { readonly status?: Rollout['status'] }, version: string): number | undefined {
  const { weights } = status?.canary ?? {}
  if (weights === undefined) return undefined
  if (weights.canary.podTemplateHash === version && weights.canary.podTemplateHash !== weights.stable.podTemplateHash)
    return weights.canary.weight
  return weights.stable.podTemplateHash === version ? weights.stable.weight : 0
}
