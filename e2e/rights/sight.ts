import type { ApiServer, Person } from './api-server'
import { pathIn, type Resource, resources } from './resources'

/** What the API server lists for somebody, asked in their name. */
export interface Sight {
  /** '' asks for the whole cluster. */
  mayList(resource: string, namespace: string): boolean
  /** The UIDs of all that is listed for them, over all namespaces. */
  listed(resource: string): ReadonlySet<string>
  /** In which namespaces each resource is listed, for a comparison with other ways of telling. */
  readonly scopes: ReadonlyMap<string, 'all' | ReadonlySet<string>>
}

const onlyMetadata = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'

export async function lookAs(api: ApiServer, person: Person, namespaces: readonly string[]): Promise<Sight> {
  const found = await Promise.all(resources.map((resource) => look(api, person, resource, namespaces)))
  const byName = new Map(found.map((one, index) => [resources[index]?.name ?? '', one]))
  return {
    mayList(resource, namespace) {
      const scope = byName.get(resource)?.scope
      return scope === 'all' || (scope?.has(namespace) ?? false)
    },
    listed: (resource) => byName.get(resource)?.uids ?? new Set(),
    scopes: new Map([...byName].map(([name, { scope }]) => [name, scope])),
  }
}

/** All namespaces at once where that is allowed, else one after the other. */
async function look(api: ApiServer, person: Person, resource: Resource, namespaces: readonly string[]) {
  const everywhere = await list(api, person, resource.path)
  if (everywhere !== undefined) return { scope: 'all' as const, uids: new Set(everywhere) }
  const scope = new Set<string>()
  const uids = new Set<string>()
  if (!resource.namespaced) return { scope, uids }
  const each = await Promise.all(
    namespaces.map(async (namespace) => ({ namespace, items: await list(api, person, pathIn(resource, namespace)) })),
  )
  for (const { namespace, items } of each) {
    if (items !== undefined) scope.add(namespace)
    for (const uid of items ?? []) uids.add(uid)
  }
  return { scope, uids }
}

/** Undefined where the answer is 403. */
async function list(api: ApiServer, person: Person, path: string): Promise<readonly string[] | undefined> {
  const { status, body } = await api.ask('GET', path, { as: person, accept: onlyMetadata })
  if (status === 403) return undefined
  if (status !== 200) throw new Error(`GET ${path} as ${person.user} was answered ${status}: ${JSON.stringify(body)}`)
  // The API's own shape of a list.
  const { items } = body as { readonly items: readonly { readonly metadata: { readonly uid: string } }[] }
  return items.map(({ metadata }) => metadata.uid)
}
