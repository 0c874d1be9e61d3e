import { toTimestamp } from '@/demo/clock'
import type { Metadata } from '@/demo/store/objects'
import type { PolicyRule, Role, RoleBinding, Subject } from '@/demo/store/rbac-objects'
import type { World } from '@/demo/world/world'
import { type DefaultRole, defaultRoles } from './default-roles'
import { ownNamespace } from './people'
import { newServiceAccount } from './service-accounts'
import { shopBindings, shopRoles } from './shop-roles'

const day = 86_400_000
const rbac = 'rbac.authorization.k8s.io'
const bootstrapping = { 'kubernetes.io/bootstrapping': 'rbac-defaults' }
const autoupdate = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' }

/** Roles, bindings and service accounts of a world whose namespaces and pods stand already. */
export function buildAccess(world: World): void {
  const random = world.random.fork('access')
  const creationTimestamp = toTimestamp(world.clock.now() - 200 * day)
  const describe: Describe = (name, rest = {}) => ({
    name,
    uid: random.uuid(),
    resourceVersion: '',
    creationTimestamp,
    ...rest,
  })
  addDefaultRoles(world, describe)
  addOwnNamespace(world, describe(ownNamespace, { labels: { 'kubernetes.io/metadata.name': ownNamespace } }))
  addShopRoles(world, describe)
  for (const [namespace, names] of accountsOf(world))
    for (const name of names) world.store.serviceaccounts.create(newServiceAccount(describe(name, { namespace })))
}

type Describe = (name: string, rest?: Partial<Metadata>) => Metadata

function addDefaultRoles({ store }: World, describe: Describe): void {
  const marks = { labels: bootstrapping, annotations: autoupdate }
  for (const [name, role] of Object.entries(defaultRoles)) {
    store.clusterroles.create(defaultRole(describe(name), role))
    if (role.groups === undefined) continue
    store.clusterrolebindings.create(newBinding(describe(name, marks), name, role.groups.map(groupSubject)))
  }
}

function addShopRoles(world: World, describe: Describe): void {
  const { store } = world
  for (const [name, rules] of Object.entries(shopRoles)) store.clusterroles.create(newRole(describe(name), rules))
  for (const { role, to, in: places } of shopBindings) {
    const subject = 'group' in to ? groupSubject(to.group) : accountSubject(to.account)
    const name = role.includes(':') ? role : `${subject.name}-${role}`
    const namespaces = places === 'teams' ? teamsOf(world) : places
    if (namespaces === undefined) store.clusterrolebindings.create(newBinding(describe(name), role, [subject]))
    for (const namespace of namespaces ?? [])
      store.rolebindings.create(newBinding(describe(name, { namespace }), role, [subject]))
  }
}

const newBinding = (metadata: Metadata, role: string, subjects: readonly Subject[]): RoleBinding => ({
  apiVersion: `${rbac}/v1`,
  kind: metadata.namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
  metadata,
  subjects,
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
})

const groupSubject = (name: string): Subject => ({ kind: 'Group', apiGroup: rbac, name })
const accountSubject = (name: string): Subject => ({ kind: 'ServiceAccount', namespace: ownNamespace, name })

function newRole(metadata: Metadata, rules: readonly PolicyRule[]): Role {
  return { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata, rules }
}

function defaultRole(metadata: Metadata, { rules, aggregateTo, aggregates }: DefaultRole): Role {
  const label = (name: string) => `${rbac}/aggregate-to-${name}`
  const aggregated = Object.fromEntries((aggregateTo?.split(' ') ?? []).map((name) => [label(name), 'true']))
  const isArgos = metadata.name.startsWith('argo-')
  const role = newRole(
    {
      ...metadata,
      labels: { ...(isArgos ? { 'app.kubernetes.io/part-of': 'argo-rollouts' } : bootstrapping), ...aggregated },
      ...(isArgos ? {} : { annotations: autoupdate }),
    },
    rules,
  )
  if (aggregates === undefined) return role
  return { ...role, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [label(aggregates)]: 'true' } }] } }
}

function addOwnNamespace({ store }: World, metadata: Metadata): void {
  if (store.namespaces.get(undefined, metadata.name) !== undefined) return
  const spec = { finalizers: ['kubernetes'] }
  store.namespaces.create({ apiVersion: 'v1', kind: 'Namespace', metadata, spec, status: { phase: 'Active' } })
}

function teamsOf({ store }: World): readonly string[] {
  const others = ['default', 'platform', ownNamespace]
  const all = [...store.namespaces.values()].map(({ metadata }) => metadata.name)
  return all.filter((name) => !name.startsWith('kube-') && !others.includes(name))
}

/** `default` in every namespace, the dashboard's own, and those that pods name. */
function accountsOf({ store }: World): ReadonlyMap<string, ReadonlySet<string>> {
  const accounts = new Map<string, Set<string>>()
  for (const { metadata } of store.namespaces.values()) accounts.set(metadata.name, new Set(['default']))
  for (const name of ['reader', 'deputy']) accounts.get(ownNamespace)?.add(name)
  for (const { metadata, spec } of store.pods.values()) {
    const name = spec['serviceAccountName']
    if (typeof name === 'string') accounts.get(metadata.namespace ?? '')?.add(name)
  }
  return accounts
}
