import type { Parsed } from '@/lib/live/question'

/** The resources whose objects have a page, by the names that RBAC and kubectl know them by. */
export const objectResources = {
  pods: { kind: 'Pod', namespaced: true },
  nodes: { kind: 'Node', namespaced: false },
  'deployments.apps': { kind: 'Deployment', namespaced: true },
  'statefulsets.apps': { kind: 'StatefulSet', namespaced: true },
  'daemonsets.apps': { kind: 'DaemonSet', namespaced: true },
  'replicasets.apps': { kind: 'ReplicaSet', namespaced: true },
  'jobs.batch': { kind: 'Job', namespaced: true },
  'cronjobs.batch': { kind: 'CronJob', namespaced: true },
} as const

export type ObjectResource = keyof typeof objectResources

/** One object; `namespace` is null where its kind has none. */
export interface ObjectAddress {
  readonly resource: ObjectResource
  readonly namespace: string | null
  readonly name: string
}

const isObjectResource = (text: string): text is ObjectResource => Object.hasOwn(objectResources, text)

/** `deployments.apps`, [`shop`, `web`]; nodes have no namespace: [`node-1`]. */
export function parseObjectAddress(resource: string, segments: readonly string[]): Parsed<ObjectAddress> {
  if (!isObjectResource(resource))
    return problem(
      'unknown-resource',
      `Objects of "${resource}" have no page: use ${Object.keys(objectResources).join(', ')}.`,
    )
  const [first = '', second = '', ...more] = segments
  const { namespaced } = objectResources[resource]
  const [namespace, name] = namespaced ? [first, second] : [null, first]
  if (name === '' || namespace === '' || more.length > 0 || (!namespaced && second !== ''))
    return problem('bad-name', `An object of ${resource} is named by ${namespaced ? 'NAMESPACE/NAME' : 'NAME'}.`)
  return { value: { resource, namespace, name } }
}

/** Where the API tells of an object, as it changes. */
export function objectStreamPath(cluster: string, { resource, namespace, name }: ObjectAddress): string {
  const segments = [cluster, 'objects', resource, ...(namespace === null ? [] : [namespace]), name]
  return `/api/clusters/${segments.map(encodeURIComponent).join('/')}`
}

/** The resource of a kind as addresses write it: `deployment`, `cronjob`. */
export function resourceOfKind(kind: string): ObjectResource | undefined {
  const found = Object.entries(objectResources).find(([, known]) => known.kind.toLowerCase() === kind.toLowerCase())
  // The entries of a literal object have its keys.
  return found?.[0] as ObjectResource | undefined
}

function problem(
  code: string,
  sentence: string,
): { readonly problem: { code: string; sentence: string; detail: null } } {
  return { problem: { code, sentence, detail: null } }
}
