import type { Rollout } from '@/demo/store/argo-objects'
import type { Deployment, PodTemplate, ReplicaSet, StatefulSet } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'

/** What people release and scale. */
export type Workload = Deployment | StatefulSet | Rollout

const changeCause = 'kubernetes.io/change-cause'

/** By `namespace/name`. */
export function findWorkload({ store }: World, actor: string): Workload | undefined {
  const [namespace, name = ''] = actor.split('/')
  return (
    store.deployments.get(namespace, name) ??
    store.rollouts.get(namespace, name) ??
    store.statefulsets.get(namespace, name)
  )
}

function write({ store }: World, workload: Workload, cause: string | undefined, spec: object): void {
  const { metadata } = workload
  const annotations = cause === undefined ? metadata.annotations : { ...metadata.annotations, [changeCause]: cause }
  const next = {
    ...workload,
    metadata: { ...metadata, annotations, generation: (metadata.generation ?? 1) + 1 },
    spec: { ...workload.spec, ...spec },
  }
  // The spec keeps its kind's shape: only fields that all three have are given.
  if (workload.kind === 'Deployment') store.deployments.update(next as Deployment)
  else if (workload.kind === 'Rollout') store.rollouts.update(next as Rollout)
  else store.statefulsets.update(next as StatefulSet)
}

export const tagOf = ({ spec }: Workload): string => {
  const image = spec.template.spec.containers[0]?.image ?? ''
  return image.slice(image.lastIndexOf(':') + 1)
}

export const imageAt = ({ spec }: Workload, tag: string): string =>
  (spec.template.spec.containers[0]?.image ?? '').replace(/:[^:]*$/, `:${tag}`)

/** A new version of the workload's first container; `change` is what else its template gets. */
export function release(
  world: World,
  workload: Workload,
  tag: string,
  cause: string,
  change: (template: PodTemplate) => PodTemplate = (template) => template,
): void {
  const { template } = workload.spec
  const [app, ...others] = template.spec.containers
  if (app === undefined) return
  const labels = { ...template.metadata.labels, 'app.kubernetes.io/version': tag }
  const next = {
    metadata: { ...template.metadata, labels },
    spec: { ...template.spec, containers: [{ ...app, image: imageAt(workload, tag) }, ...others] },
  }
  write(world, workload, cause, { template: change(next) })
}

export const scale = (world: World, workload: Workload, replicas: number): void =>
  write(world, workload, undefined, { replicas })

/** As `kubectl rollout restart` does. */
export function restart(world: World, workload: Workload, at: string): void {
  const { template } = workload.spec
  const annotations = { ...template.metadata.annotations, 'kubectl.kubernetes.io/restartedAt': at }
  write(world, workload, undefined, { template: { ...template, metadata: { ...template.metadata, annotations } } })
}

const hashLabels = ['pod-template-hash', 'rollouts-pod-template-hash']
const revisionOf = ({ metadata: { annotations = {} } }: ReplicaSet) =>
  Number(annotations['deployment.kubernetes.io/revision'] ?? annotations['rollout.argoproj.io/revision'] ?? 0)

/** Back to the template of the revision before: as `kubectl rollout undo` does. */
export function undo(world: World, workload: Workload, cause: string): void {
  const sets = world.store.replicasets.ownedBy(workload.metadata.uid).toSorted((a, b) => revisionOf(b) - revisionOf(a))
  const before = sets[1]?.spec.template
  if (before === undefined) return
  const labels = Object.entries(before.metadata.labels).filter(([label]) => !hashLabels.includes(label))
  const template = { ...before, metadata: { ...before.metadata, labels: Object.fromEntries(labels) } }
  write(world, workload, cause, { template })
}

/** The next patch number, `1.8.1` to `1.8.2`. */
export const patched = (tag: string): string => tag.replace(/\d+$/, (last) => String(Number(last) + 1))
