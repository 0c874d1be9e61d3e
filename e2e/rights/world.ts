import type { Manifest } from '@/e2e/cluster/manifest'
import type { Person } from './api-server'
import { createRandom, type Random } from './random'
import { resources } from './resources'
import { homes, named } from './standing-objects'

/** People and what binds them; all of it a function of the seed. */
export interface World {
  readonly people: readonly [Person, ...Person[]]
  /** Service accounts, whom the dashboard never impersonates. */
  readonly accounts: readonly Person[]
  readonly objects: readonly Manifest[]
  /** Names of ClusterRoles whose rules a controller will write, by the parts that it will gather. */
  readonly aggregated: readonly string[]
}

/** On every object of a world, so that the next one can take them away. */
export const worldLabel = 'rights.quarterdeck.dev/world'

const apiVersion = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'
const groups = ['rights:dev', 'rights:ops', 'rights:audit'] as const

const people: World['people'] = [
  { user: 'rights-alice', groups: [] },
  { user: 'rights-bob', groups: ['rights:dev'] },
  { user: 'rights-carol', groups: ['rights:dev', 'rights:ops'] },
  { user: 'rights-dan', groups: ['rights:ops', 'rights:none'] },
  { user: 'rights-eve', groups: ['rights:none'] },
]
const accounts: readonly Person[] = homes
  .slice(0, 2)
  .map((home) => ({ user: `system:serviceaccount:${home}:bot`, groups: [] }))

export function createWorld(seed: number): World {
  const random = createRandom(seed)
  const label = { [worldLabel]: String(seed) }
  const name = (what: string, index: number) => `rights-${seed}-${what}-${index}`
  const clusterRoles = Array.from({ length: 3 + random.below(3) }, (_, index) =>
    clusterRole(name('role', index), label, rulesOf(random, true)),
  )
  const parts = Array.from({ length: random.below(3) }, (_, index) =>
    clusterRole(name('part', index), { ...label, 'rights.quarterdeck.dev/part': String(seed) }, rulesOf(random, true)),
  )
  const aggregated = parts.length === 0 ? [] : [name('sum', 0)]
  const roles = homes.flatMap((home) =>
    Array.from({ length: random.below(3) }, (_, index) =>
      role(home, name('role', index), label, rulesOf(random, false)),
    ),
  )
  const known: Bindable = {
    clusterRoles: [...clusterRoles.map(({ metadata }) => metadata.name), ...aggregated, 'view', 'edit'],
    roles,
  }
  const bindings = Array.from({ length: 5 + random.below(9) }, (_, index) =>
    bindingOf(random, known, name('binding', index), label),
  )
  const sums = aggregated.map((sum) => aggregate(sum, label, String(seed)))
  return { people, accounts, objects: [...clusterRoles, ...parts, ...sums, ...roles, ...bindings], aggregated }
}

type Labels = Readonly<Record<string, string>>
type Rule = Readonly<Record<string, readonly string[]>>

const clusterRole = (name: string, labels: Labels, rules: readonly Rule[]): Manifest => {
  const object = { apiVersion, kind: 'ClusterRole', metadata: { name, labels: { ...labels } }, rules }
  return object
}

const role = (namespace: string, name: string, labels: Labels, rules: readonly Rule[]): Manifest => {
  const object = { apiVersion, kind: 'Role', metadata: { name, namespace, labels: { ...labels } }, rules }
  return object
}

function aggregate(name: string, labels: Labels, seed: string): Manifest {
  const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { 'rights.quarterdeck.dev/part': seed } }] }
  const object = {
    apiVersion,
    kind: 'ClusterRole',
    metadata: { name, labels: { ...labels } },
    aggregationRule,
    rules: [],
  }
  return object
}

const rulesOf = (random: Random, ofCluster: boolean): readonly Rule[] =>
  Array.from({ length: 1 + random.below(3) }, () => ruleOf(random, ofCluster))

const read = ['get', 'list', 'watch']
const verbs: readonly [string[], ...string[][]] = [
  read,
  read,
  read,
  ['*'],
  ['list'],
  ['get'],
  ['list', 'get', 'create'],
  ['watch'],
]

function ruleOf(random: Random, ofCluster: boolean): Rule {
  const sort = random.below(20)
  const picked = random.some(resources, 1, random.chance(0.3) ? 14 : 5)
  const apiGroups = [...new Set(picked.map(({ group }) => group))]
  const plain = picked.map(({ resource }) => resource)
  if (sort < 11) return { verbs: random.pick(verbs), apiGroups, resources: plain }
  if (sort < 13)
    return { verbs: random.pick(verbs), apiGroups: random.pick([[''], ['*'], ['apps', 'batch']]), resources: ['*'] }
  if (sort < 15) return { verbs: random.pick(verbs), apiGroups: ['*'], resources: plain }
  if (sort < 17)
    return { verbs: random.pick(verbs), apiGroups, resources: plain, resourceNames: random.some(named, 1, 3) }
  if (sort < 18) return { verbs: ['*'], apiGroups: ['wrong.example.com', 'batch'], resources: plain }
  if (sort < 19 || !ofCluster) return { verbs: ['*'], apiGroups: ['*'], resources: random.some(subresources, 1, 3) }
  return { verbs: ['get'], nonResourceURLs: random.some(urls, 1, 2) }
}

const subresources = ['pods/log', 'pods/*', '*/log', '*/scale', 'deployments/scale', 'pods/status', '*/*']
const urls = ['/metrics', '/logs/*', '/healthz*', '*', '/readyz/ping']

interface Bindable {
  readonly clusterRoles: readonly string[]
  readonly roles: readonly Manifest[]
}

function bindingOf(random: Random, { clusterRoles, roles }: Bindable, name: string, labels: Labels): Manifest {
  const subjects = Array.from({ length: 1 + random.below(2) }, () => subjectOf(random))
  const missing = random.chance(0.08)
  const ofCluster = {
    apiGroup,
    kind: 'ClusterRole',
    name: missing ? 'rights-missing' : random.pick(filled(clusterRoles)),
  }
  if (random.chance(0.2)) {
    const own = subjects.map((subject) =>
      subject.kind === 'ServiceAccount' ? { ...subject, namespace: homes[0] } : subject,
    )
    const object = {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name, labels: { ...labels } },
      subjects: own,
      roleRef: ofCluster,
    }
    return object
  }
  const namespace = random.pick(homes)
  const here = roles.filter(({ metadata }) => metadata.namespace === namespace).map(({ metadata }) => metadata.name)
  const ofNamespace = { apiGroup, kind: 'Role', name: missing ? 'rights-missing' : random.pick(filled(here)) }
  const roleRef = random.chance(0.4) ? ofNamespace : ofCluster
  const object = {
    apiVersion,
    kind: 'RoleBinding',
    metadata: { name, namespace, labels: { ...labels } },
    subjects,
    roleRef,
  }
  return object
}

/** Where there is none to pick, the name of one that isn't there. */
function filled(names: readonly string[]): readonly [string, ...string[]] {
  const [first = 'rights-missing', ...rest] = names
  return [first, ...rest]
}

function subjectOf(random: Random): {
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  readonly apiGroup?: string
} {
  const sort = random.below(20)
  if (sort < 9) return { kind: 'User', apiGroup, name: random.pick(people).user }
  if (sort < 16) return { kind: 'Group', apiGroup, name: random.pick(groups) }
  if (sort < 17) return { kind: 'User', apiGroup, name: random.pick(people).user.toUpperCase() }
  if (sort < 18 && random.chance(0.3)) return { kind: 'Group', apiGroup, name: 'system:authenticated' }
  return { kind: 'ServiceAccount', name: 'bot', namespace: random.pick(homes) }
}
