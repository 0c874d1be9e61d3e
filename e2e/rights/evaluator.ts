import { keep } from '@/lib/kube/json'
import type { Kind } from '@/lib/kube/kind'
import { kinds } from '@/lib/kube/kinds/all'
import type { Attributes, Identity } from '@/lib/kube/rbac/attributes'
import type { Grants } from '@/lib/kube/rbac/grants'
import { compileRbac, type Rbac } from '@/lib/kube/rbac/rbac'
import type { ApiServer, Person } from './api-server'
import { createRandom, type Random } from './random'
import { resources } from './resources'
import type { Sight } from './sight'
import { homes, named } from './standing-objects'

/** The dashboard's own evaluator on the cluster's objects of RBAC. */
export async function readRbac(api: ApiServer): Promise<Rbac> {
  const [roles, clusterRoles, roleBindings, clusterRoleBindings] = await Promise.all([
    readAll(api, kinds.roles),
    readAll(api, kinds.clusterroles),
    readAll(api, kinds.rolebindings),
    readAll(api, kinds.clusterrolebindings),
  ])
  return compileRbac({ roles, clusterRoles, roleBindings, clusterRoleBindings })
}

async function readAll<const K extends Kind>(api: ApiServer, { group, version, resource, fields }: K) {
  // The API's own shape of a list.
  const { items } = (await api.get(`/apis/${group}/${version}/${resource}`)) as { readonly items: readonly object[] }
  return items.map((item) => keep<K['fields']>(fields, item))
}

/** Who somebody is after impersonation, as the API server says it. */
export async function identityOf(api: ApiServer, as: Person): Promise<Identity> {
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
  const answer = await api.ask('POST', path, { as, body })
  // The API's own shape of the review.
  const { status } = answer.body as { status: { userInfo: { username: string; groups?: readonly string[] } } }
  return { user: status.userInfo.username, groups: status.userInfo.groups ?? [] }
}

export interface Comparison {
  readonly asked: number
  readonly allowed: number
  /** What one decision took of the processor's time. */
  readonly microseconds: number
  /** In words. */
  readonly differences: readonly string[]
}

/** The evaluator against what the API server listed, and against its own decisions on questions of chance. */
export async function compareEvaluator(
  api: ApiServer,
  { rbac, person, sight, seed }: { rbac: Rbac; person: Person; sight: Sight; seed: number },
): Promise<Comparison> {
  const grants = rbac.grantsOf(await identityOf(api, person))
  const scopes = resources.flatMap(({ group, resource, name, namespaced }) => {
    const mine = grants.scopeOf('list', group, resource)
    const theirs = sight.scopes.get(name) ?? new Set()
    const said = namespaced || mine === 'all' ? mine : new Set<string>()
    return isSame(said, theirs)
      ? []
      : [`${person.user} lists ${name} in ${told(theirs)}, by the evaluator in ${told(said)}`]
  })
  const random = createRandom(seed)
  const questions = Array.from({ length: questionsEach }, () => questionOf(random))
  const answers = await Promise.all(questions.map((question) => review(api, person, question)))
  const wrong = questions.flatMap((question, index) => {
    const mine = decide(grants, question)
    return mine === answers[index]
      ? []
      : [`${person.user}: ${JSON.stringify(question)} is ${answers[index]}, not ${mine}`]
  })
  const allowed = answers.filter(Boolean).length
  const microseconds = timeOf(grants, questions)
  return { asked: questions.length + resources.length, allowed, microseconds, differences: [...scopes, ...wrong] }
}

const questionsEach = 12
const rounds = 100

const decide = (grants: Grants, question: Question): boolean =>
  'path' in question ? grants.allowsUrl(question.verb, question.path) : grants.allows(question)

/** Of the processor's time, for others use the machine too. */
function timeOf(grants: Grants, questions: readonly Question[]): number {
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round++) for (const question of questions) decide(grants, question)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / (rounds * questions.length)
}

type Question = Attributes | { readonly verb: string; readonly path: string }

function questionOf(random: Random): Question {
  if (random.chance(0.1)) return { verb: 'get', path: random.pick(['/metrics', '/logs/a', '/healthz', '/readyz/ping']) }
  const { group, resource } = random.pick(resources)
  const [name, subresource] = [random.pick(['', ...named]), random.pick(['', '', '', 'log', 'scale', 'status'])]
  return {
    verb: random.pick(['get', 'list', 'watch', 'create', 'delete', 'deletecollection', 'patch']),
    group: random.chance(0.1) ? random.pick(['apps', 'batch', '', 'wrong.example.com']) : group,
    resource,
    subresource,
    name: name === '*' ? '' : name,
    namespace: random.pick(['', ...homes]),
  }
}

async function review(api: ApiServer, as: Person, question: Question): Promise<boolean> {
  const attributes = 'path' in question ? { nonResourceAttributes: question } : { resourceAttributes: question }
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: attributes }
  const answer = await api.ask('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { as, body })
  if (answer.status !== 201) throw new Error(`An access review was answered ${JSON.stringify(answer.body)}`)
  // The API's own shape of the review.
  return (answer.body as { readonly status: { readonly allowed: boolean } }).status.allowed
}

type Scope = 'all' | ReadonlySet<string>

function isSame(one: Scope, other: Scope): boolean {
  if (one === 'all' || other === 'all') return one === other
  return one.size === other.size && [...one].every((namespace) => other.has(namespace))
}

const told = (scope: Scope) => (scope === 'all' ? 'all namespaces' : `[${[...scope].join(', ')}]`)
