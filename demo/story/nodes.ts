import { ApiError } from '@/demo/api/status'
import { evict } from '@/demo/api/writes/eviction'
import type { Node, Pod } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import type { Stage } from './scene'

/** As `kubectl cordon` and `kubectl uncordon` do; the taint is the node controller's. */
export function cordon({ store }: World, name: string, unschedulable: boolean): void {
  const node = store.nodes.get(undefined, name)
  if (node === undefined || Boolean(node.spec.unschedulable) === unschedulable) return
  store.nodes.update({ ...node, spec: { ...node.spec, unschedulable: unschedulable || undefined } })
}

/** Every five seconds what still may go, as `kubectl drain --ignore-daemonsets` tries; `done` when all are gone. */
export function drain(stage: Stage, node: string, done: () => void): void {
  const { world, kubelet, after } = stage
  const current = world.store.nodes.get(undefined, node)
  if (current === undefined || !current.spec.unschedulable) return
  const left = kubelet.podsOn(node).filter(isDrained)
  for (const pod of left) if (pod.metadata.deletionTimestamp === undefined) tryEvicting(world, pod)
  if (left.length === 0) done()
  else after(5 / 60, () => drain(stage, node, done))
}

const isDrained = ({ metadata: { ownerReferences = [] } }: Pod) =>
  !ownerReferences.some(({ kind }) => kind === 'DaemonSet' || kind === 'Node')

/** Through the eviction subresource, which asks the budgets. */
function tryEvicting(world: World, { metadata: { namespace = '', name } }: Pod): void {
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { namespace, name } }
  try {
    evict(
      world,
      { collection: world.store.pods, namespace, name, subresource: 'eviction' },
      {
        verb: 'create',
        query: new URLSearchParams(),
        contentType: 'application/json',
        body: Buffer.from(JSON.stringify(body)),
      },
    )
  } catch (error) {
    // A budget says no: the next round tries again.
    if (!(error instanceof ApiError)) throw error
  }
}

const isWorker = ({ metadata, spec, status }: Node) =>
  !('node-role.kubernetes.io/control-plane' in (metadata.labels ?? {})) &&
  !spec.unschedulable &&
  status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')

/** A healthy worker without pods of the actors; undefined when there is none. */
export function pickWorker({ world, kubelet, random }: Stage, avoided: readonly string[]): string | undefined {
  const isAvoided = ({ metadata: { namespace, labels } }: Pod) => avoided.includes(`${namespace}/${labels?.['app']}`)
  const workers = [...world.store.nodes.values()].filter(isWorker).map(({ metadata }) => metadata.name)
  const free = workers.filter((name) => !kubelet.podsOn(name).some(isAvoided))
  return free.length === 0 ? undefined : random.pick(free)
}
