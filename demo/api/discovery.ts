import { allTypes, apiVersionOf, type ResourceType } from '@/demo/store/types'
import { eventsType } from './events'
import { openApi } from './openapi'
import { isCustom } from './route'

const gitVersion = 'v1.36.3+quarterdeck-demo'

const version = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion,
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-07-15T00:00:00Z',
  goVersion: 'go1.26.8',
  compiler: 'gc',
  platform: 'linux/amd64',
}

/** A type as discovery tells it, with what only discovery knows. */
interface Served extends ResourceType {
  readonly verbs: readonly string[]
}

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']
/** In apiextensions-apiserver's own order. */
const customVerbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch']

function verbsOf(type: ResourceType): readonly string[] {
  if (type.resource === 'namespaces') return verbs.filter((verb) => verb !== 'deletecollection')
  return isCustom(type) ? customVerbs : verbs
}

const only = (group: string, version: string, kind: string, resource: string, verbs: readonly string[]): Served => ({
  group,
  version,
  kind,
  resource,
  singular: kind.toLowerCase(),
  namespaced: kind === 'PodMetrics' || kind.startsWith('Local'),
  shortNames: [],
  categories: [],
  subresources: [],
  verbs,
})

const authorization = 'authorization.k8s.io'
const reads = ['get', 'list']

/** All that is served: the types of the store, and those that are answered without being stored. */
const all: readonly Served[] = [
  ...[...allTypes, eventsType].map((type) => ({ ...type, verbs: verbsOf(type) })),
  only('authentication.k8s.io', 'v1', 'SelfSubjectReview', 'selfsubjectreviews', ['create']),
  only('authentication.k8s.io', 'v1', 'TokenReview', 'tokenreviews', ['create']),
  only(authorization, 'v1', 'LocalSubjectAccessReview', 'localsubjectaccessreviews', ['create']),
  only(authorization, 'v1', 'SelfSubjectAccessReview', 'selfsubjectaccessreviews', ['create']),
  only(authorization, 'v1', 'SelfSubjectRulesReview', 'selfsubjectrulesreviews', ['create']),
  only(authorization, 'v1', 'SubjectAccessReview', 'subjectaccessreviews', ['create']),
  { ...only('metrics.k8s.io', 'v1beta1', 'NodeMetrics', 'nodes', reads), singular: '' },
  { ...only('metrics.k8s.io', 'v1beta1', 'PodMetrics', 'pods', reads), singular: '' },
]

/** In the API server's order of priority; `kubectl get all` asks in it. Custom and aggregated groups come last. */
const groups = [
  'apps',
  'events.k8s.io',
  'authentication.k8s.io',
  authorization,
  'autoscaling',
  'batch',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'apiextensions.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'argoproj.io',
  'metrics.k8s.io',
]

const ofGroup = (group: string) =>
  all.filter((type) => type.group === group).toSorted((a, b) => (a.resource < b.resource ? -1 : 1))
const versionOf = (group: string) => ofGroup(group)[0]?.version ?? 'v1'
const groupVersions = ['', ...groups].map((group) => apiVersionOf({ group, version: versionOf(group) }))

interface Discovered {
  readonly body: object
  readonly contentType: string
}

const json = (body: object): Discovered => ({ body, contentType: 'application/json' })
const aggregated = (names: readonly string[]): Discovered => ({
  body: {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: names.map(aggregatedGroup),
  },
  contentType: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
})

/** What discovery answers to a path without a slash at its end, or undefined when the path is no discovery's. */
export function discover(path: string, wantsAggregated: boolean): Discovered | undefined {
  switch (path) {
    case '/version':
      return json(version)
    case '/api':
      return wantsAggregated
        ? aggregated([''])
        : json({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] })
    case '/apis':
      return wantsAggregated
        ? aggregated(groups)
        : json({ kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupOf) })
    case '/':
      return json({ paths: ['/api', '/api/v1', '/apis', ...groups.map((group) => `/apis/${group}`), '/version'] })
    default:
      return ofPath(path)
  }
}

function ofPath(path: string): Discovered | undefined {
  const schema = openApi(path, groupVersions, all)
  if (schema !== undefined) return json(schema)
  if (path === '/api/v1') return json(resourceList('', 'v1'))
  const [, group = '', asked] = /^\/apis\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? []
  if (!groups.includes(group)) return undefined
  if (asked === undefined) return json({ kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) })
  return asked === versionOf(group) ? json(resourceList(group, asked)) : undefined
}

function groupOf(name: string): object {
  const version = versionOf(name)
  const preferred = { groupVersion: `${name}/${version}`, version }
  return { name, versions: [preferred], preferredVersion: preferred }
}

const statusVerbs = ['get', 'patch', 'update']

/** What a subresource is answered with, and its verbs. */
function subresource(type: ResourceType, name: string): { kind: string; verbs: readonly string[]; scope?: object } {
  if (name === 'scale') return { kind: 'Scale', verbs: statusVerbs, scope: { group: 'autoscaling', version: 'v1' } }
  if (name === 'eviction') return { kind: 'Eviction', verbs: ['create'], scope: { group: 'policy', version: 'v1' } }
  return { kind: type.kind, verbs: name === 'log' ? ['get'] : statusVerbs }
}

function resourceList(group: string, version: string): object {
  return {
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: apiVersionOf({ group, version }),
    resources: ofGroup(group).flatMap((type) => [
      {
        name: type.resource,
        singularName: type.singular,
        namespaced: type.namespaced,
        kind: type.kind,
        verbs: type.verbs,
        ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
        ...(type.categories.length > 0 ? { categories: type.categories } : {}),
      },
      ...type.subresources.map((name) => {
        const { kind, verbs, scope = {} } = subresource(type, name)
        const { namespaced } = type
        return { name: `${type.resource}/${name}`, singularName: '', namespaced, ...scope, kind, verbs }
      }),
    ]),
  }
}

function aggregatedGroup(name: string): object {
  return {
    metadata: name === '' ? {} : { name },
    versions: [{ version: versionOf(name), freshness: 'Current', resources: ofGroup(name).map(aggregatedResource) }],
  }
}

function aggregatedResource(type: Served): object {
  const responseKind = { group: type.group, version: type.version, kind: type.kind }
  return {
    resource: type.resource,
    responseKind,
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: type.verbs,
    ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
    ...(type.categories.length > 0 ? { categories: type.categories } : {}),
    subresources: type.subresources.map((name) => {
      const { kind, verbs, scope } = subresource(type, name)
      return { subresource: name, responseKind: { ...responseKind, ...scope, kind }, verbs }
    }),
  }
}
