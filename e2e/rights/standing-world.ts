import { setTimeout as sleep } from 'node:timers/promises'
import { collectionPath, type Manifest } from '@/e2e/cluster/manifest'
import type { ApiServer, Person } from './api-server'
import { homes } from './standing-objects'
import { type World, worldLabel } from './world'

const apiVersion = 'rbac.authorization.k8s.io/v1'
const root = `/apis/${apiVersion}`
const apiGroup = 'rbac.authorization.k8s.io'
const patienceMs = 20_000

/**
 * Somebody who gets a right of each sort after everything else of a world: lists pods by a Role and nodes by a
 * ClusterRole. Who grants them both has seen the whole world.
 */
export const markerOf = (seed: number): Person => ({ user: `rights-marker-${seed}`, groups: [] })

/** Puts a world in the place of the one that stands; resolves when the API server itself goes by it. */
export async function putWorld(api: ApiServer, world: World, seed: number): Promise<void> {
  await removeWorld(api)
  await inTurn(api, world.objects, (kind) => !kind.endsWith('Binding'))
  await inTurn(api, world.objects, (kind) => kind.endsWith('Binding'))
  for (const name of world.aggregated) await until(`${name} has its rules`, () => hasRules(api, name))
  await inTurn(api, markers(seed), () => true)
  await until('the API server goes by the new rights', () => listsMarks(api, markerOf(seed)))
}

export async function removeWorld(api: ApiServer): Promise<void> {
  const query = `?labelSelector=${worldLabel}`
  const ofNamespaces = homes.flatMap((home) =>
    ['rolebindings', 'roles'].map((resource) => `${root}/namespaces/${home}/${resource}${query}`),
  )
  const ofCluster = ['clusterrolebindings', 'clusterroles'].map((resource) => `${root}/${resource}${query}`)
  for (const answer of await Promise.all([...ofCluster, ...ofNamespaces].map((path) => api.ask('DELETE', path))))
    if (answer.status >= 300) throw new Error(`A world could not be removed: ${JSON.stringify(answer.body)}`)
}

const inTurn = (api: ApiServer, objects: readonly Manifest[], wanted: (kind: string) => boolean) =>
  Promise.all(objects.filter(({ kind }) => wanted(kind)).map((object) => api.create(collectionPath(object), object)))

async function hasRules(api: ApiServer, name: string): Promise<boolean> {
  // The API's own shape.
  const { rules } = (await api.get(`${root}/clusterroles/${name}`)) as { readonly rules?: readonly unknown[] | null }
  return (rules ?? []).length > 0
}

async function listsMarks(api: ApiServer, as: Person): Promise<boolean> {
  const paths = [`/api/v1/namespaces/${homes[0]}/pods?limit=1`, '/api/v1/nodes?limit=1']
  const answers = await Promise.all(paths.map((path) => api.ask('GET', path, { as })))
  return answers.every(({ status }) => status === 200)
}

function markers(seed: number): readonly Manifest[] {
  const name = `rights-marker-${seed}`
  const labels = { [worldLabel]: String(seed) }
  const here = { name, namespace: homes[0], labels }
  const subjects = [{ kind: 'User', apiGroup, name: markerOf(seed).user }]
  const lists = (resource: string) => [{ verbs: ['list'], apiGroups: [''], resources: [resource] }]
  const objects = [
    { apiVersion, kind: 'Role', metadata: here, rules: lists('pods') },
    { apiVersion, kind: 'ClusterRole', metadata: { name, labels }, rules: lists('nodes') },
    { apiVersion, kind: 'RoleBinding', metadata: here, subjects, roleRef: { apiGroup, kind: 'Role', name } },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name, labels },
      subjects,
      roleRef: { apiGroup, kind: 'ClusterRole', name },
    },
  ]
  return objects
}

/** Asks again and again; throws when it isn't so for too long. */
export async function until(what: string, test: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patienceMs
  while (!(await test())) {
    if (Date.now() > end) throw new Error(`Waited ${patienceMs / 1000} s in vain until ${what}.`)
    await sleep(20)
  }
}
