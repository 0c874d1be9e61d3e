import { badRequest, invalid, notFound } from '@/demo/api/status'
import type { PolicyRule, Role, RoleBinding } from '@/demo/store/rbac-objects'
import type { ResourceType } from '@/demo/store/types'
import type { Attributes } from './attributes'
import { type Authorizer, isMaster } from './authorizer'
import { forbid } from './refusal'
import { ruleCovers } from './rule'
import type { User } from './user'

/** A write of a Role or a binding, and what was stored before. */
export interface Grant {
  readonly type: ResourceType
  readonly object: Role | RoleBinding
  readonly previous: Role | RoleBinding | undefined
}

const everything: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
]

/**
 * Nobody grants what they don't hold, unless they may `escalate` (roles) or `bind` (bindings); pkg/registry/rbac/*\/policybased,
 * v1.36. Throws the API's 403; 404 for a binding to no role, 422 for one that turns to another role.
 */
export function checkGrant(authorizer: Authorizer, user: User, { type, object, previous }: Grant): void {
  const namespace = object.metadata.namespace ?? ''
  const may = (verb: string, resource: string, name: string) =>
    authorizer.decide(user, { ...permission(type, namespace), verb, resource, name }).allowed
  if ('roleRef' in object) {
    const { kind, name } = object.roleRef
    const isFree = isMaster(user) || may('bind', kind === 'ClusterRole' ? 'clusterroles' : 'roles', name)
    if (!isFree) {
      const rules = authorizer.rulesOf(object)
      if (rules === undefined) throw notFound(type, name)
      confirmHeld(authorizer, user, type, object, rules)
    }
    if (previous !== undefined && 'roleRef' in previous) checkSameRole(type, previous, object)
    return
  }
  if (isMaster(user) || may('escalate', type.resource, object.metadata.name)) return
  const owned = authorizer.rulesFor(user, namespace)
  if ('aggregationRule' in object && object.aggregationRule !== null && missingRules(owned, everything).length > 0)
    throw forbid(type, object.metadata.name, 'must have cluster-admin privileges to use the aggregationRule')
  confirmHeld(authorizer, user, type, object, object.rules ?? [])
}

const permission = ({ group, version }: ResourceType, namespace: string): Omit<Attributes, 'verb'> => ({
  isResource: true,
  group,
  version,
  namespace,
  resource: '',
  subresource: '',
  name: '',
  path: '',
})

function checkSameRole(type: ResourceType, { roleRef: old }: RoleBinding, { roleRef, metadata }: RoleBinding): void {
  if (old.kind === roleRef.kind && old.name === roleRef.name) return
  const told = JSON.stringify({ APIGroup: roleRef.apiGroup, Kind: roleRef.kind, Name: roleRef.name })
  const message = `Invalid value: ${told}: cannot change roleRef`
  throw invalid(`${type.kind}.${type.group}`, metadata.name, [
    { reason: 'FieldValueInvalid', field: 'roleRef', message },
  ])
}

function confirmHeld(
  authorizer: Authorizer,
  user: User,
  type: ResourceType,
  { metadata }: Role | RoleBinding,
  rules: readonly PolicyRule[],
): void {
  const missing = missingRules(authorizer.rulesFor(user, metadata.namespace ?? ''), rules)
  if (missing.length === 0) return
  const told = [...new Set(compact(missing).map(describe))].sort().join('\n')
  const groups = user.groups.map((group) => JSON.stringify(group)).join(' ')
  throw forbid(
    type,
    metadata.name,
    `user "${user.name}" (groups=[${groups}]) is attempting to grant RBAC permissions not currently held:\n${told}`,
  )
}

const missingRules = (owned: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly PolicyRule[] =>
  wanted.flatMap(breakDown).filter((rule) => !owned.some((known) => ruleCovers(known, rule)))

/** One rule for each verb on each thing. */
function breakDown({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: PolicyRule) {
  const named: readonly Partial<PolicyRule>[] =
    resourceNames.length === 0 ? [{}] : resourceNames.map((name) => ({ resourceNames: [name] }))
  return verbs.flatMap((verb): PolicyRule[] => [
    ...apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        named.map((rest) => ({ verbs: [verb], apiGroups: [group], resources: [resource], ...rest })),
      ),
    ),
    ...nonResourceURLs.map((url) => ({ verbs: [verb], nonResourceURLs: [url] })),
  ])
}

/** The verbs on one thing together again. */
function compact(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const byThing = Map.groupBy(rules, (rule) => JSON.stringify({ ...rule, verbs: [] }))
  return [...byThing.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    return first.nonResourceURLs === undefined ? [{ ...first, verbs: same.flatMap(({ verbs }) => verbs) }] : same
  })
}

function describe({ apiGroups, resources, nonResourceURLs, resourceNames, verbs }: PolicyRule): string {
  const parts = Object.entries({
    APIGroups: apiGroups,
    Resources: resources,
    NonResourceURLs: nonResourceURLs,
    ResourceNames: resourceNames,
    Verbs: verbs,
  }).flatMap(([name, words]) =>
    words === undefined ? [] : [`${name}:[${words.map((word) => JSON.stringify(word)).join(' ')}]`],
  )
  return `{${parts.join(', ')}}`
}

/** The door for Roles and bindings of requests: what is stored is shaped as the authorizer reads it. Throws the API's 400. */
export function readGrant(object: unknown): Role | RoleBinding {
  const { kind, rules, subjects, roleRef } = object as Partial<Record<string, unknown>>
  const isSound =
    kind === 'Role' || kind === 'ClusterRole'
      ? isListOf(rules, isRule)
      : isListOf(subjects, isSubject) && isRecord(roleRef) && ['kind', 'name'].every((key) => isText(roleRef[key]))
  if (!isSound)
    throw badRequest(`${String(kind)} in version "v1" cannot be handled as a ${String(kind)}: json: wrong type`)
  // Looked at just above, as far as the authorizer looks.
  return object as Role | RoleBinding
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isListOf = (value: unknown, each: (item: unknown) => boolean) =>
  value === undefined || value === null || (Array.isArray(value) && value.every(each))
const isRule = (rule: unknown) =>
  isRecord(rule) &&
  Array.isArray(rule.verbs) &&
  ['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'].every((key) => isListOf(rule[key], isText))
const isSubject = (subject: unknown) => isRecord(subject) && isText(subject.kind) && isText(subject.name)
