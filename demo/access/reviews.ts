import { badRequest, invalid, methodNotAllowed } from '@/demo/api/status'
import { toTimestamp } from '@/demo/clock'
import type { ResourceType } from '@/demo/store/types'
import type { Attributes } from './attributes'
import type { Authorizer } from './authorizer'
import type { People } from './people'
import type { User } from './user'

const authorization = 'authorization.k8s.io'
const authentication = 'authentication.k8s.io'
type Fields = Readonly<Partial<Record<string, unknown>>>

const reviewType = (group: string, kind: string, namespaced = false): ResourceType => ({
  group,
  version: 'v1',
  kind,
  resource: `${kind.toLowerCase()}s`,
  singular: kind.toLowerCase(),
  namespaced,
  shortNames: [],
  categories: [],
  subresources: [],
})

/** Types that are only created, and answered at once: nothing of them is stored. */
const reviewTypes: readonly ResourceType[] = [
  reviewType(authentication, 'SelfSubjectReview'),
  reviewType(authentication, 'TokenReview'),
  reviewType(authorization, 'LocalSubjectAccessReview', true),
  reviewType(authorization, 'SelfSubjectAccessReview'),
  reviewType(authorization, 'SelfSubjectRulesReview'),
  reviewType(authorization, 'SubjectAccessReview'),
]

export function findReview({ group, version, resource, subresource, name, namespace }: Attributes) {
  if (version !== 'v1' || subresource !== '' || name !== '') return undefined
  return reviewTypes.find(
    (type) => type.group === group && type.resource === resource && type.namespaced === (namespace !== ''),
  )
}

export interface Reviewer {
  readonly authorizer: Authorizer
  readonly people: People
  /** Milliseconds since 1970. */
  now(): number
  /** The uid of the service account behind a user, if there is one. */
  uidOf(user: User): string | undefined
}

/** Answers a review; throws the API's 400, 405 and 422. Shapes and words as API server v1.36.3 gives them. */
export function answerReview(
  reviewer: Reviewer,
  user: User,
  type: ResourceType,
  { verb, namespace }: Attributes,
  body: unknown,
): object {
  if (verb !== 'create') throw methodNotAllowed()
  const { metadata, spec } = readBody(type, body)
  const head = { kind: type.kind, apiVersion: `${type.group}/v1` }
  const answer = (status: object) => ({ ...head, metadata, spec, status })
  switch (type.kind) {
    case 'SelfSubjectReview': {
      const creationTimestamp = toTimestamp(reviewer.now())
      return { ...head, metadata: { creationTimestamp }, status: { userInfo: userInfo(reviewer, user) } }
    }
    case 'TokenReview':
      return answer(reviewToken(reviewer, spec))
    case 'SelfSubjectRulesReview':
      return { ...head, metadata: {}, spec: {}, status: reviewRules(reviewer, user, spec) }
    case 'SelfSubjectAccessReview':
      return answer(decide(reviewer, user, spec))
    case 'LocalSubjectAccessReview':
      checkNamespace(spec, namespace)
      return { ...answer(decide(reviewer, subjectOf(spec), spec)), metadata: { namespace } }
    default:
      return answer(decide(reviewer, subjectOf(spec), spec))
  }
}

function readBody(type: ResourceType, body: unknown): { readonly metadata: Fields; readonly spec: Fields } {
  const object = fieldsOf(body)
  const kind = textOf(object?.kind)
  if (object === undefined || (kind !== '' && kind !== type.kind))
    throw badRequest(`${kind} in version "${textOf(object?.apiVersion)}" cannot be handled as a ${type.kind}`)
  return { metadata: fieldsOf(object.metadata) ?? {}, spec: fieldsOf(object.spec) ?? {} }
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const textsOf = (value: unknown) => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [])

function userInfo({ uidOf }: Reviewer, user: User): object {
  const { name, groups, extra } = user
  const uid = user.uid ?? uidOf(user)
  return { username: name, ...(uid && { uid }), groups, ...(extra && { extra }) }
}

function reviewToken(reviewer: Reviewer, spec: Fields): object {
  const token = textOf(spec.token)
  if (token === '') throw badRequest('token is required for TokenReview in authentication')
  const person = reviewer.people.findByToken(token)
  if (person === undefined) return { user: {}, error: 'invalid bearer token' }
  const audiences = ['https://kubernetes.default.svc.cluster.local']
  return { authenticated: true, user: userInfo(reviewer, person), audiences }
}

function reviewRules({ authorizer }: Reviewer, user: User, spec: Fields): object {
  const namespace = textOf(spec.namespace)
  if (namespace === '') throw badRequest('no namespace on request')
  const rules = authorizer.rulesFor(user, namespace)
  return {
    resourceRules: rules.filter(({ resources }) => resources?.length),
    nonResourceRules: rules.filter(({ nonResourceURLs }) => nonResourceURLs?.length),
    incomplete: false,
  }
}

function decide({ authorizer }: Reviewer, user: User, spec: Fields): object {
  const { allowed, reason } = authorizer.decide(user, attributesOf(spec))
  return { allowed, ...(reason && { reason }) }
}

const wrong = (field: string, value: unknown, why: string) =>
  invalid(`.${authorization}`, '', [
    { reason: 'FieldValueInvalid', field, message: `Invalid value: ${JSON.stringify(value)}: ${why}` },
  ])

function attributesOf(spec: Fields): Attributes {
  const asked = fieldsOf(spec.resourceAttributes)
  const open = fieldsOf(spec.nonResourceAttributes)
  if (asked !== undefined && open !== undefined) {
    const told = { Path: textOf(open.path), Verb: textOf(open.verb) }
    throw wrong('spec.nonResourceAttributes', told, 'cannot be specified in combination with resourceAttributes')
  }
  const given = asked ?? open
  if (given === undefined)
    throw wrong(
      'spec.resourceAttributes',
      null,
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    )
  const text = (name: keyof Attributes) => textOf(given[name])
  return {
    isResource: asked !== undefined,
    verb: text('verb'),
    group: text('group'),
    version: text('version'),
    resource: text('resource'),
    subresource: text('subresource'),
    namespace: open === undefined ? text('namespace') : '',
    name: text('name'),
    path: text('path'),
  }
}

function subjectOf(spec: Fields): User {
  const name = textOf(spec.user)
  const groups = textsOf(spec.groups)
  if (name === '' && groups.length === 0)
    throw wrong('spec.user', '', 'at least one of user or group must be specified')
  return { name, groups }
}

function checkNamespace(spec: Fields, namespace: string): void {
  const asked = fieldsOf(spec.resourceAttributes)
  if (asked !== undefined && textOf(asked.namespace) !== namespace)
    throw wrong('spec.resourceAttributes.namespace', textOf(asked.namespace), 'must match metadata.namespace')
  if (spec.nonResourceAttributes !== undefined)
    throw wrong('spec.nonResourceAttributes', spec.nonResourceAttributes, 'disallowed on this kind of request')
}
