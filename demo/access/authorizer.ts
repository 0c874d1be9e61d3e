import type { Collection } from '@/demo/store/collection'
import type { PolicyRule, Role, RoleBinding, Subject } from '@/demo/store/rbac-objects'
import type { Store } from '@/demo/store/store'
import type { Attributes } from './attributes'
import { ruleAllows } from './rule'
import { accountName, type User } from './user'

export interface Decision {
  readonly allowed: boolean
  /** Which binding allowed it; '' where none did. */
  readonly reason: string
}

/** RBAC over the store's own Roles and bindings: a change of one holds from the next question on. */
export interface Authorizer {
  decide(user: User, asked: Attributes): Decision
  /** What bindings grant a user in a namespace; '' for what holds cluster-wide. */
  rulesFor(user: User, namespace: string): readonly PolicyRule[]
  /** The rules of the role that a binding names, undefined when there is none. */
  rulesOf(binding: RoleBinding): readonly PolicyRule[] | undefined
}

export const isMaster = ({ groups }: User): boolean => groups.includes('system:masters')

export function createAuthorizer(store: Store): Authorizer {
  const everywhere = indexBindings(store.clusterrolebindings)
  const within = indexBindings(store.rolebindings)

  const bindingsFor = (user: User, namespace: string) => {
    const subjects = [`User/${user.name}`, ...user.groups.map((group) => `Group/${group}`)]
    const found = subjects.flatMap((subject) => [
      ...everywhere(subject, ''),
      ...(namespace === '' ? [] : within(subject, namespace)),
    ])
    return new Set(found)
  }
  const roleOf = ({ roleRef, metadata }: RoleBinding): Role | undefined =>
    roleRef.kind === 'ClusterRole'
      ? store.clusterroles.get(undefined, roleRef.name)
      : store.roles.get(metadata.namespace, roleRef.name)
  const rulesOf = (binding: RoleBinding) => {
    const role = roleOf(binding)
    return role === undefined ? undefined : (role.rules ?? [])
  }
  return {
    decide(user, asked) {
      if (isMaster(user)) return { allowed: true, reason: '' }
      for (const binding of bindingsFor(user, asked.namespace))
        if (rulesOf(binding)?.some((rule) => ruleAllows(rule, asked)))
          return { allowed: true, reason: reasonOf(binding, user) }
      return { allowed: false, reason: '' }
    },
    rulesFor: (user, namespace) => [...bindingsFor(user, namespace)].flatMap((binding) => rulesOf(binding) ?? []),
    rulesOf,
  }
}

/** Bindings by subject and namespace, kept up as they change. */
function indexBindings(collection: Collection<RoleBinding>) {
  const index = new Map<string, Set<RoleBinding>>()
  const keysOf = (binding: RoleBinding) => {
    const namespace = binding.metadata.namespace ?? ''
    return (binding.subjects ?? []).map((subject) => `${namespace}/${keyOf(subject, namespace)}`)
  }
  const add = (binding: RoleBinding) => {
    for (const key of keysOf(binding)) index.set(key, (index.get(key) ?? new Set()).add(binding))
  }
  const remove = (binding: RoleBinding) => {
    for (const key of keysOf(binding)) index.get(key)?.delete(binding)
  }
  for (const binding of collection.values()) add(binding)
  collection.listen(({ type, object, previous }) => {
    if (previous !== undefined) remove(previous)
    if (type !== 'DELETED') add(object)
  })
  return (subject: string, namespace: string): Iterable<RoleBinding> => index.get(`${namespace}/${subject}`) ?? []
}

function keyOf(subject: Subject, bindingNamespace: string): string {
  if (subject.kind !== 'ServiceAccount') return `${subject.kind}/${subject.name}`
  return `User/${accountName(subject.namespace || bindingNamespace, subject.name)}`
}

/** In the words of plugin/pkg/auth/authorizer/rbac/rbac.go, v1.36. */
function reasonOf({ kind, metadata, subjects = [], roleRef }: RoleBinding, user: User): string {
  const namespace = metadata.namespace ?? ''
  const mine = [`User/${user.name}`, ...user.groups.map((group) => `Group/${group}`)]
  const subject = subjects.find((each) => mine.includes(keyOf(each, namespace)))
  const place = namespace === '' ? '' : `/${namespace}`
  const account = subject?.kind === 'ServiceAccount' ? `/${subject.namespace || namespace}` : ''
  return (
    `RBAC: allowed by ${kind} "${metadata.name}${place}" of ${roleRef.kind} "${roleRef.name}"` +
    ` to ${subject?.kind} "${subject?.name}${account}"`
  )
}
