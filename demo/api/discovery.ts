import { allTypes, apiVersionOf, type ResourceType } from '@/demo/store/types'

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']
const statusVerbs = ['get', 'patch', 'update']
const groups = ['apps', 'batch']
const gitVersion = 'v1.36.3+quarterdeck-demo'

const version = {
  major: '1',
  minor: '36',
  gitVersion,
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-07-15T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
}

/** What discovery answers to a path, or undefined when the path is no discovery's. */
export function discover(path: string, aggregated: boolean): object | undefined {
  switch (path) {
    case '/version':
      return version
    case '/api':
      return aggregated
        ? aggregatedList([''])
        : { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }
    case '/apis':
      return aggregated
        ? aggregatedList(groups)
        : { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupOf) }
    case '/api/v1':
      return resourceList('')
    default: {
      const [, group, groupVersion] = /^\/apis\/(\w+)(\/v1)?$/.exec(path) ?? []
      if (group === undefined || !groups.includes(group)) return undefined
      return groupVersion === undefined
        ? { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) }
        : resourceList(group)
    }
  }
}

function groupOf(name: string): object {
  const served = { groupVersion: `${name}/v1`, version: 'v1' }
  return { name, versions: [served], preferredVersion: served }
}

function resourceList(group: string): object {
  const ofGroup = allTypes.filter((type) => type.group === group)
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version: 'v1' }),
    resources: ofGroup.flatMap((type) => [
      {
        name: type.resource,
        singularName: type.singular,
        namespaced: type.namespaced,
        kind: type.kind,
        verbs,
        ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
        ...(type.categories.length > 0 ? { categories: type.categories } : {}),
      },
      {
        name: `${type.resource}/status`,
        singularName: '',
        namespaced: type.namespaced,
        kind: type.kind,
        verbs: statusVerbs,
      },
    ]),
  }
}

function aggregatedList(names: readonly string[]): object {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: names.map((name) => ({
      metadata: name === '' ? { creationTimestamp: null } : { name, creationTimestamp: null },
      versions: [
        {
          version: 'v1',
          freshness: 'Current',
          resources: allTypes.filter((type) => type.group === name).map(aggregatedResource),
        },
      ],
    })),
  }
}

function aggregatedResource(type: ResourceType): object {
  const responseKind = { group: type.group, version: type.version, kind: type.kind }
  return {
    resource: type.resource,
    responseKind,
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs,
    shortNames: type.shortNames,
    categories: type.categories,
    subresources: [{ subresource: 'status', responseKind, verbs: statusVerbs }],
  }
}
