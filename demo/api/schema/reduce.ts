import { readFileSync } from 'node:fs'

// Makes definitions.ts: `kubectl get --raw /openapi/v2 | node --import ./typescript.mjs demo/api/schema/reduce.ts
// …/generated.proto …`, with the .proto files of the Go modules k8s.io/api and k8s.io/apimachinery.

interface Property {
  readonly type?: string
  readonly format?: string
  readonly $ref?: string
  readonly items?: Property
  readonly additionalProperties?: Property
  readonly 'x-kubernetes-patch-strategy'?: string
  readonly 'x-kubernetes-patch-merge-key'?: string
}

type Definitions = Readonly<Record<string, { readonly properties?: Readonly<Record<string, Property>> }>>

const roots = `core.v1: Namespace Node Pod Service ConfigMap Secret ServiceAccount Event PersistentVolumeClaim
  PersistentVolume ResourceQuota LimitRange
apps.v1: Deployment ReplicaSet StatefulSet DaemonSet ControllerRevision
batch.v1: Job CronJob
autoscaling.v2: HorizontalPodAutoscaler
autoscaling.v1: Scale
policy.v1: PodDisruptionBudget Eviction
authorization.v1: SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview LocalSubjectAccessReview
authentication.v1: SelfSubjectReview TokenReview
networking.v1: Ingress IngressClass NetworkPolicy
discovery.v1: EndpointSlice
storage.v1: StorageClass
coordination.v1: Lease
scheduling.v1: PriorityClass
rbac.v1: Role RoleBinding ClusterRole ClusterRoleBinding`

/** Parts that nothing here looks into: volume sources of vendors, and what only Windows or old clusters know. */
const opaque = /(VolumeSource|WindowsSecurityContextOptions|ManagedFieldsEntry|NodeConfigSource|NodeConfigStatus)$/
const kept = /\.(ConfigMap|Secret|EmptyDir|Projected|PersistentVolumeClaim|DownwardAPI|HostPath)VolumeSource$/

/** Numbers and types of a message's fields, by the message's full name. */
type Message = ReadonlyMap<string, { readonly number: string; readonly type: string }>

function readMessages(file: string): readonly (readonly [string, Message])[] {
  const text = readFileSync(file, 'utf8')
  const [, path = ''] = /^package (\S+);/m.exec(text) ?? []
  return [...text.matchAll(/^message (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body = '']) => {
    const fields = [...body.matchAll(/^ {2}(?:optional |repeated )?(\S.*) (\w+) = (\d+);/gm)]
    const byName = fields.map(([, type = '', field = '', number = '']) => {
      const full = /^\.?k8s\.io/.test(type) ? type.replace(/^\./, '') : `${path}.${type}`
      return [field, { number, type: full }] as const
    })
    return [`${path}.${name}`, new Map(byName)] as const
  })
}

const messages = new Map(process.argv.slice(2).flatMap(readMessages))

/** `4`, or `2.19` for a field of what is inlined in JSON and is a message of its own in protobuf; '' when it has none. */
function numberOf(definition: string, field: string, names: readonly string[]): string {
  const message = messages.get(definition.replace(/^io\.k8s/, 'k8s.io'))
  const own = message?.get(field)
  if (own !== undefined) return own.number
  for (const [name, { number, type }] of message ?? []) {
    const inner = names.includes(name) ? undefined : messages.get(type)
    const found = inner?.has(field) === true ? inner.get(field) : undefined
    if (found !== undefined) return `${number}.${found.number}`
  }
  return ''
}

const scalars: Readonly<Record<string, string>> = { string: 's', boolean: 'b', number: 'n', object: 'o' }
const special: Readonly<Record<string, string>> = {
  Quantity: 'q',
  IntOrString: 'x',
  Time: 't',
  MicroTime: 't',
  RawExtension: 'o',
  FieldsV1: 'o',
}

const plainName = (reference: string) => reference.split('.').at(-1) ?? reference

function encode(property: Property): string {
  const { type, format, $ref, items, additionalProperties } = property
  if ($ref !== undefined) {
    const name = plainName($ref)
    return special[name] ?? (opaque.test($ref) && !kept.test($ref) ? 'o' : name)
  }
  if (items !== undefined) return `[]${encode(items)}`
  if (additionalProperties !== undefined) return `{}${encode(additionalProperties)}`
  if (type === 'integer') return format === 'int64' ? 'l' : 'i'
  return format === 'byte' ? 'y' : (scalars[type ?? 'object'] ?? 'o')
}

function encodeField(
  definition: string,
  names: readonly string[],
  [name, property]: readonly [string, Property],
): string {
  const strategy = property['x-kubernetes-patch-strategy'] ?? ''
  const key = property['x-kubernetes-patch-merge-key'] ?? ''
  const merge = strategy.startsWith('merge') ? `@${key}` : ''
  const rest = strategy.includes('retainKeys') ? '!' : strategy === 'replace' ? '=' : ''
  const number = numberOf(definition, name, names)
  return `${name}:${encode(property)}${merge}${rest}${number === '' ? '' : `#${number}`}`
}

function reduce(definitions: Definitions): readonly string[] {
  const wanted = roots.split('\n').flatMap((line) => {
    const [group = '', kinds] = line.includes(':') ? line.split(': ') : ['core.v1', line]
    return (kinds ?? '')
      .trim()
      .split(' ')
      .map((kind) => `io.k8s.api.${group}.${kind}`)
  })
  const lines = new Map<string, string>()
  for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) {
    if (lines.has(next)) continue
    const name = next
    const fields = Object.entries(definitions[name]?.properties ?? {})
    const names = fields.map(([field]) => field)
    lines.set(next, `${plainName(next)} ${fields.map((field) => encodeField(name, names, field)).join(' ')}`)
    for (const [, property] of fields) {
      const { $ref } = property.items ?? property.additionalProperties ?? property
      const isOpaque = $ref === undefined || (opaque.test($ref) && !kept.test($ref))
      if (!isOpaque && special[plainName($ref)] === undefined) wanted.push($ref.replace('#/definitions/', ''))
    }
  }
  return [...lines.values()].sort()
}

// The swagger document of an API server has this shape.
const { definitions } = JSON.parse(readFileSync(0, 'utf8')) as { definitions: Definitions }
console.log(`// Reduced by reduce.ts from the OpenAPI document of Kubernetes v1.36.3: the fields of every type, by name.
// s string, i int32, l int64, b bool, y bytes, n number, q quantity, x int or string, t time, o not looked into,
// []list, {}map; @key merges by key (a set without one), ! retains keys, = replaces; #number in protobuf.
export const definitions = \`
${reduce(definitions).join('\n')}
\``)
