import { isDeepStrictEqual } from 'node:util'
import type { ResourceQuota } from '@/demo/store/core-objects'
import { namespaceIndexOf } from '@/demo/store/namespace-index'
import type { Pod, TextMap } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { qualifiedName } from '@/demo/store/types'
import { hasEnded } from '@/demo/world/bookings'
import { type Amounts, amountOf, totalsOf } from '@/demo/world/requests'
import type { World } from '@/demo/world/world'
import type { AdmissionCheck } from './admission'
import { forbidden } from './admission-rules'
import { createQueue } from './queue'

/** Keeps what each ResourceQuota says of its namespace's use. */
export function startQuotaController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 1000, (namespace, name) => {
    const quota = store.resourcequotas.get(namespace, name)
    if (quota !== undefined) recount(world, quota)
  })
  const index = namespaceIndexOf(store.resourcequotas)
  const touch = (namespace: string | undefined) => {
    if (store.resourcequotas.size === 0) return
    for (const { metadata } of index.in(namespace)) queue.add(namespace, metadata.name)
  }
  store.resourcequotas.listen(({ type, object }) => {
    if (type !== 'DELETED') queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.pods.listen(({ type, object, previous }) => {
    if (type !== 'MODIFIED' || (previous !== undefined && hasEnded(previous) !== hasEnded(object)))
      touch(object.metadata.namespace)
  })
  for (const collection of store.all)
    if (collection.type.namespaced && collection.type.resource !== 'pods' && collection.type.resource !== 'events')
      collection.listen(({ type, object }) => {
        if (type !== 'MODIFIED') touch(object.metadata.namespace)
      })
  for (const quota of [...store.resourcequotas.values()]) recount(world, quota)
}

const charges = new WeakMap<object, Amounts>()

/** `requests.cpu` and `cpu` are the same; `limits.memory` is the other side. Pods of one template are charged the same. */
function chargeOf({ spec }: Pod): Amounts {
  const known = charges.get(spec.containers)
  if (known !== undefined) return known
  const prefixed = (side: 'requests' | 'limits') =>
    Object.entries(totalsOf(spec, side)).map(([name, value]) => [`${side}.${name}`, value] as const)
  const sides = Object.fromEntries([...prefixed('requests'), ...prefixed('limits')])
  const charge = { pods: 1, 'count/pods': 1, ...totalsOf(spec), ...sides }
  charges.set(spec.containers, charge)
  return charge
}

function recount({ store }: World, quota: ResourceQuota): void {
  const { namespace } = quota.metadata
  const { hard = {} } = quota.spec
  const pods = namespaceIndexOf(store.pods).in(namespace)
  const charged = pods.filter((pod) => !hasEnded(pod)).map(chargeOf)
  const sumOf = (name: string) => charged.reduce((sum, charge) => sum + (charge[name] ?? 0), 0)
  const isOfPods = (name: string) => name === 'pods' || name === 'count/pods' || computed.includes(name)
  const count = (name: string) => (isOfPods(name) ? sumOf(name) : countOf(store, namespace, name))
  const used = Object.fromEntries(Object.keys(hard).map((name) => [name, textOf(name, count(name))]))
  const status = { hard, used }
  if (!isDeepStrictEqual(status, quota.status)) store.resourcequotas.update({ ...quota, status })
}

/** `count/deployments.apps`, or one of the old names without `count/`. */
function countOf(store: Store, namespace: string | undefined, name: string): number {
  const plain = name.replace(/^count\//, '')
  const collection = store.all.find(({ type }) => qualifiedName(type) === plain)
  return collection === undefined ? 0 : namespaceIndexOf(collection).in(namespace).length
}

/** As resource.Quantity writes what comes out of adding up: thousandths of a core, or bytes in the largest whole unit. */
function textOf(resource: string, amount: number): string {
  if (resource === 'cpu' || resource.endsWith('.cpu')) return amount % 1000 === 0 ? String(amount / 1000) : `${amount}m`
  if (!resource.endsWith('memory') && !resource.endsWith('storage')) return String(amount)
  const units = ['', 'Ki', 'Mi', 'Gi', 'Ti']
  let power = 0
  let left = amount
  while (power < units.length - 1 && left !== 0 && left % 1024 === 0) {
    left /= 1024
    power++
  }
  return `${left}${units[power]}`
}

const computed = ['cpu', 'memory', 'ephemeral-storage'].flatMap((name) => [name, `requests.${name}`, `limits.${name}`])

/** apiserver/pkg/admission/plugin/resourcequota: everything constrained is stated, and fits beside what is used. */
export function chargeQuota({ resourcequotas }: Store, pod: Pod, dryRun: boolean): ReturnType<AdmissionCheck> {
  if (resourcequotas.size === 0) return pod
  const quotas = namespaceIndexOf(resourcequotas).in(pod.metadata.namespace)
  const use = chargeOf(pod)
  for (const {
    metadata,
    spec: { hard = {} },
  } of quotas) {
    const missing = missingIn(pod, Object.keys(hard))
    if (missing !== '') return forbidden(pod, `failed quota: ${metadata.name}: must specify ${missing}`)
  }
  for (const quota of quotas) {
    const exceeded = exceededBy(quota, use)
    if (exceeded.length === 0) continue
    const list = (of: TextMap) => exceeded.map((name) => `${name}=${of[name] ?? '0'}`).join(',')
    const requested = Object.fromEntries(exceeded.map((name) => [name, textOf(name, use[name] ?? 0)]))
    const { hard = {} } = quota.spec
    const told = `requested: ${list(requested)}, used: ${list(quota.status.used ?? {})}, limited: ${list(hard)}`
    return forbidden(pod, `exceeded quota: ${quota.metadata.name}, ${told}`)
  }
  if (!dryRun) for (const quota of quotas) resourcequotas.update(charged(quota, use))
  return pod
}

function missingIn({ spec }: Pod, names: readonly string[]): string {
  const lacking = names
    .filter((name) => computed.includes(name))
    .toSorted()
    .flatMap((name) => {
      const [side, resource = side] = name.includes('.') ? name.split('.') : ['requests', name]
      const of = side === 'limits' ? 'limits' : 'requests'
      const without = spec.containers.filter(({ resources = {} }) =>
        of === 'limits'
          ? resources.limits?.[resource ?? ''] === undefined
          : (resources.requests ?? {})[resource ?? ''] === undefined &&
            resources.limits?.[resource ?? ''] === undefined,
      )
      return without.length === 0
        ? []
        : [
            `${name} for: ${without
              .map((container) => container.name)
              .sort()
              .join(',')}`,
          ]
    })
  return lacking.join('; ')
}

function exceededBy({ spec: { hard = {} }, status: { used = {} } }: ResourceQuota, use: Amounts): readonly string[] {
  return Object.keys(hard)
    .filter((name) => (use[name] ?? 0) > 0)
    .filter((name) => amountOf(name, used[name]) + (use[name] ?? 0) > amountOf(name, hard[name]))
    .sort()
}

function charged(quota: ResourceQuota, use: Amounts): ResourceQuota {
  const { hard = {} } = quota.spec
  const used = Object.fromEntries(
    Object.keys(hard).map((name) => [name, textOf(name, amountOf(name, quota.status.used?.[name]) + (use[name] ?? 0))]),
  )
  return { ...quota, status: { hard, used } }
}
