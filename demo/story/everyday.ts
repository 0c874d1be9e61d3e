import { toTimestamp } from '@/demo/clock'
import { keyOf } from '@/demo/store/collection'
import type { World } from '@/demo/world/world'
import { cordon, drain, pickWorker } from './nodes'
import type { Stage } from './scene'
import { findWorkload, imageAt, patched, release, restart, tagOf, undo, type Workload } from './workloads'

const minute = 60_000

/** A small thing that happens to a workload that is well. */
type Happening = (stage: Stage, workload: Workload, actors: ReadonlySet<string>) => void

const calm: readonly Happening[] = [released, released, canaried, canaried, restarted, visited, maintained]
const troubles: readonly Happening[] = [mistyped, crashing, rejected, maintained]

/** Every few minutes something small, in an order that the seed draws. */
export function startEveryday(
  stage: Stage,
  from: { readonly calm: number; readonly troubles?: number },
  actors: ReadonlySet<string>,
): void {
  const { world, random, after } = stage
  const begin = world.clock.now()
  const next = () => {
    const goesWrong = from.troubles !== undefined && world.clock.now() >= begin + from.troubles * minute
    const happening = random.pick(goesWrong && random.next() < 0.5 ? troubles : calm)
    const kinds = happening === canaried || happening === rejected ? ['Rollout'] : ['Deployment']
    const well = settled(world).filter(({ kind, metadata: { namespace, name } }) => {
      return kinds.includes(kind) && !actors.has(`${namespace}/${name}`) && namespace !== 'kube-system'
    })
    if (well.length > 0) happening(stage, random.pick(well), actors)
    after(random.between(1.2, 3.5), next)
  }
  after(from.calm, next)
}

/** Deployments and Rollouts that nobody is changing and that are as they should be. */
function settled({ store }: World): readonly Workload[] {
  const isDone = ({ spec: { replicas }, status }: Workload) =>
    replicas !== undefined &&
    replicas > 0 &&
    status.replicas === replicas &&
    status.updatedReplicas === replicas &&
    status.availableReplicas === replicas
  const rollouts = [...store.rollouts.values()].filter(({ status }) => status.phase === 'Healthy')
  return [...store.deployments.values(), ...rollouts].filter(isDone)
}

function released({ world }: Stage, workload: Workload): void {
  const tag = patched(tagOf(workload))
  release(world, workload, tag, `Release ${tag}`)
}

/** By a Rollout: its analysis finds it good. */
function canaried(stage: Stage, rollout: Workload): void {
  released(stage, rollout)
}

function restarted({ world }: Stage, workload: Workload): void {
  restart(world, workload, toTimestamp(world.clock.now()))
}

/** More visitors than usual, for a while. */
function visited({ world: { traffic, clock, store }, random }: Stage, _: Workload, actors: ReadonlySet<string>): void {
  const open = [...store.ingresses.values()].map(({ metadata }) => keyOf(metadata.namespace, metadata.name))
  const free = open.filter((service) => !actors.has(service))
  if (free.length === 0) return
  const start = clock.now()
  const end = start + random.between(3, 8) * minute
  traffic.addSurge({
    service: random.pick(free),
    factor: random.between(1.2, 1.6),
    start,
    full: start + minute,
    end,
  })
}

/** A node is emptied, gets its new kernel and comes back; where a budget refuses, it comes back without. */
function maintained(stage: Stage): void {
  const { world, after } = stage
  const node = pickWorker(stage, ['orders/orders-db'])
  if (node === undefined) return
  cordon(world, node, true)
  drain(stage, node, () => after(1, () => cordon(world, node, false)))
  after(8, () => cordon(world, node, false))
}

function undoLater({ world, after }: Stage, { metadata: { namespace, name } }: Workload, tag: string, minutes: number) {
  const before = findWorkload(world, `${namespace}/${name}`)
  after(minutes, () => {
    const current = findWorkload(world, `${namespace}/${name}`)
    if (current === undefined || before === undefined || tagOf(current) !== tag) return
    undo(world, current, `Back from ${tag}`)
  })
}

/** A tag of its own: what is wrong with it must not stick to a later version. */
const candidate = (workload: Workload) => `${patched(tagOf(workload).replace(/-.*$/, ''))}-rc.1`

function mistyped(stage: Stage, workload: Workload): void {
  const { world } = stage
  const tag = `v${patched(tagOf(workload))}`
  world.registry.set(imageAt(workload, tag), { run: 'no-image', seconds: 0 })
  release(world, workload, tag, `Release ${tag}`)
  undoLater(stage, workload, tag, 4)
}

function crashing(stage: Stage, workload: Workload): void {
  const { world, random } = stage
  const tag = candidate(workload)
  world.registry.set(imageAt(workload, tag), { run: 'crash', seconds: 2 + random.below(20), exitCode: 1 })
  release(world, workload, tag, `Release ${tag}`)
  undoLater(stage, workload, tag, 5)
}

/** A canary whose analysis fails: it is aborted, and undone by its team. */
function rejected(stage: Stage, rollout: Workload): void {
  const { world } = stage
  const tag = candidate(rollout)
  world.traffic.setQuality(imageAt(rollout, tag), { errorShare: 0.25 })
  release(world, rollout, tag, `Release ${tag}`)
  undoLater(stage, rollout, tag, 7)
}
