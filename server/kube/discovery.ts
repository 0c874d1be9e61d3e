import { z } from 'zod'
import type { Kind } from '@/lib/kube/kind'
import { KubeError } from './status-error'
import type { Transport } from './transport'

/** What an API server has. */
export interface Discovery {
  /** As in `v1.36.3`; null where the server does not tell. */
  readonly version: string | null
  has(kind: Pick<Kind, 'group' | 'version' | 'resource'>): boolean
  /** Group versions (`metrics.k8s.io/v1beta1`) that are registered, but whose own server does not answer. */
  readonly broken: readonly string[]
}

interface Found {
  /** As `group/version/resource`. */
  readonly resources: Set<string>
  readonly broken: string[]
}

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
/** How many group versions of an older server are asked at a time. */
const atATime = 6

const groupsSchema = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().default('') }).default({ name: '' }),
      versions: z.array(
        z.object({
          version: z.string(),
          freshness: z.string().optional(),
          resources: z.array(z.object({ resource: z.string() })).nullish(),
        }),
      ),
    }),
  ),
})
const versionsSchema = z.object({ versions: z.array(z.string()) })
const groupListSchema = z.object({
  groups: z.array(z.object({ versions: z.array(z.object({ groupVersion: z.string() })) })).nullable(),
})
const resourceListSchema = z.object({ resources: z.array(z.object({ name: z.string() })).nullable() })
const versionSchema = z.object({ gitVersion: z.string() })

/**
 * Asks a server what it has, in two answers where it can tell all at once (Kubernetes 1.30), else group by group.
 * One aggregated API whose server is gone is `broken`; the rest stands. Throws KubeError when the server itself can't be read.
 */
export async function discover(transport: Transport): Promise<Discovery> {
  const found: Found = { resources: new Set(), broken: [] }
  const [version] = await Promise.all([
    readVersion(transport),
    discoverRoot(transport, 'api', found),
    discoverRoot(transport, 'apis', found),
  ])
  return {
    version,
    has: ({ group, version, resource }) => found.resources.has(`${group}/${version}/${resource}`),
    broken: found.broken,
  }
}

async function discoverRoot(transport: Transport, root: 'api' | 'apis', found: Found): Promise<void> {
  const answer = await readJson(transport, [root], `${aggregated}, application/json;q=0.9`)
  const groups = groupsSchema.safeParse(answer)
  if (!groups.success) return discoverEach(transport, groupVersionsIn(transport, root, answer), found)
  for (const { metadata, versions } of groups.data.items) {
    for (const { version, freshness, resources } of versions) {
      if (freshness === 'Stale') found.broken.push(`${metadata.name}/${version}`)
      for (const { resource } of resources ?? []) found.resources.add(`${metadata.name}/${version}/${resource}`)
    }
  }
}

/** A group and a version each, of an answer in the older form. */
function groupVersionsIn(transport: Transport, root: 'api' | 'apis', answer: unknown): readonly [string, string][] {
  if (root === 'api') return expect(transport, versionsSchema, answer).versions.map((version) => ['', version])
  const groups = expect(transport, groupListSchema, answer).groups ?? []
  return groups
    .flatMap(({ versions }) => versions)
    .map(({ groupVersion }) => {
      const [group = '', version = ''] = groupVersion.split('/')
      return [group, version]
    })
}

async function discoverEach(
  transport: Transport,
  groupVersions: readonly [string, string][],
  found: Found,
): Promise<void> {
  const waiting = [...groupVersions]
  const askNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await discoverOne(transport, ...next, found)
  }
  await Promise.all(Array.from({ length: atATime }, askNext))
}

async function discoverOne(transport: Transport, group: string, version: string, found: Found): Promise<void> {
  const path = group === '' ? ['api', version] : ['apis', group, version]
  try {
    const { resources } = expect(transport, resourceListSchema, await readJson(transport, path))
    for (const { name } of resources ?? []) if (!name.includes('/')) found.resources.add(`${group}/${version}/${name}`)
  } catch (error) {
    const itsOwn = error instanceof KubeError && ['server', 'absent', 'forbidden', 'protocol'].includes(error.kind)
    if (!itsOwn || group === '') throw error
    found.broken.push(`${group}/${version}`)
  }
}

/** A server may keep its version to itself; everything else works without it. */
async function readVersion(transport: Transport): Promise<string | null> {
  try {
    return expect(transport, versionSchema, await readJson(transport, ['version'])).gitVersion
  } catch (error) {
    if (error instanceof KubeError && ['forbidden', 'absent', 'protocol'].includes(error.kind)) return null
    throw error
  }
}

async function readJson(transport: Transport, path: readonly string[], accept = 'application/json'): Promise<unknown> {
  const body = (await transport.read(path, undefined, { accept })).toString()
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw notKubernetes(transport, cause)
  }
}

function expect<T>(transport: Transport, schema: z.ZodType<T>, answer: unknown): T {
  const read = schema.safeParse(answer)
  if (!read.success) throw notKubernetes(transport, read.error)
  return read.data
}

function notKubernetes(transport: Transport, cause: unknown): KubeError {
  const sentence = `${transport.server} answers, but not as a Kubernetes API server does: check the context's server.`
  return new KubeError('protocol', { code: 'not-kubernetes', sentence, detail: null }, { cause })
}
