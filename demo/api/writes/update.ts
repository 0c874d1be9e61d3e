import { isDeepStrictEqual } from 'node:util'
import { nodeFloor, withEvictable, withSpecDefaults } from '@/demo/api/defaults'
import { isObject, type Json, type JsonObject, objectAt, without } from '@/demo/api/json'
import { isCustom, type Target } from '@/demo/api/route'
import { badRequest, conflict, internalProblem, invalid, modifiedMeanwhile } from '@/demo/api/status'
import type { KubeObject, Toleration } from '@/demo/store/objects'
import { qualifiedName, type ResourceType } from '@/demo/store/types'
import { checkUnknown, kindName, readObject } from './body'
import { raisesGeneration } from './generation'
import { changeCauses } from './immutable'
import { existing, toJson, toObject, withStructs } from './plain'
import { withAddresses } from './services'
import { objectCauses } from './validate'
import { metadataChangeCauses } from './validate-metadata'
import { readWriteOptions } from './write-options'
import type { Desk, Outcome, WriteRequest } from './writer'

/** PUT: the whole object, or its status. */
export function replace(desk: Desk, target: Target, { query, contentType, body }: WriteRequest): Outcome {
  const { type } = target.collection
  const options = readWriteOptions('UpdateOptions', query)
  const { object: wanted, unknown } = readObject(type, contentType, body)
  const warnings = checkUnknown(type, unknown, options.validation)
  const metadata = objectAt(wanted, 'metadata')
  checkName(target, metadata, true)
  const old = existing(target)
  checkVersionGiven(target, metadata)
  const { name, uid } = old.metadata
  if (metadata['uid'] !== undefined && metadata['uid'] !== uid) {
    const key = `/registry/${type.resource}/${target.namespace === '' ? '' : `${target.namespace}/`}${name}`
    const why = `Precondition failed: UID in precondition: ${String(metadata['uid'])}, UID in object meta: ${uid}`
    const storage = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`
    throw conflict(type, name, storage)
  }
  return { code: 200, body: save(desk, target, old, wanted, options.dryRun), warnings }
}

/** Throws the API's 400 when an object is not the one that the URL names. */
export function checkName(
  { name, namespace, collection: { type } }: Target,
  metadata: JsonObject,
  isWhole: boolean,
): void {
  const { name: given, namespace: place } = metadata
  if (isWhole && (given === undefined || given === ''))
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`)
  if (given !== undefined && given !== name)
    throw badRequest(`the name of the object (${String(given)}) does not match the name on the URL (${name})`)
  if (place !== undefined && place !== '' && place !== namespace && type.namespaced)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
}

const conditional = ['poddisruptionbudgets', 'leases', 'customresourcedefinitions']

/** Some types are only written over by whoever has read them. */
function checkVersionGiven({ collection: { type }, name }: Target, { resourceVersion }: JsonObject): void {
  if (resourceVersion || !(isCustom(type) || conditional.includes(type.resource))) return
  const message = 'Invalid value: 0: must be specified for an update'
  const shown = type.group === '' ? type.resource : qualifiedName(type)
  throw invalid(shown, name, [{ reason: 'FieldValueInvalid', field: 'metadata.resourceVersion', message }])
}

/** Stores a decoded object over what is there, as far as its type lets it. */
export function save(desk: Desk, target: Target, old: KubeObject, wanted: JsonObject, dryRun: boolean): KubeObject {
  const { collection, subresource } = target
  const { type } = collection
  const before = toJson(old)
  checkVersion(type, old, objectAt(wanted, 'metadata')['resourceVersion'])
  const next = withStructs(type, nextOf(desk, target, before, wanted))
  const causes = [
    ...metadataChangeCauses(objectAt(before, 'metadata'), objectAt(wanted, 'metadata')),
    ...(subresource === 'status' ? [] : objectCauses(type, next)),
    ...(subresource === 'status' ? [] : changeCauses(type, before, next, subresource)),
  ]
  if (causes.length > 0) throw invalid(kindName(type), old.metadata.name, causes)
  if (isDeepStrictEqual(next, before)) return old
  const object = toObject(next)
  target.admit?.(object, old)
  if (dryRun) return object
  // A removed finalizer can have been the last thing that kept the object.
  if (isFreed(old, object)) {
    collection.remove(object)
    return object
  }
  return collection.update(object) ?? object
}

function checkVersion(type: ResourceType, { metadata }: KubeObject, asked: unknown): void {
  if (asked === undefined || asked === '' || asked === metadata.resourceVersion) return
  if (!/^\d+$/.test(String(asked)))
    throw internalProblem(`strconv.ParseUint: parsing ${JSON.stringify(asked)}: invalid syntax`)
  throw conflict(type, metadata.name, modifiedMeanwhile)
}

function isFreed(old: KubeObject, { metadata, kind, spec }: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = [] } = metadata
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds > 0 || finalizers.length > 0) return false
  const held = (object: unknown) =>
    ((object as { finalizers?: readonly string[] } | undefined)?.finalizers ?? []).length > 0
  return kind === 'Namespace' ? !held(spec) : held(old.metadata)
}

/** What is stored for a wanted object: the system's own fields stay, spec and status change only by their own door. */
function nextOf(desk: Desk, target: Target, old: JsonObject, wanted: JsonObject): JsonObject {
  const { collection, subresource } = target
  const { type } = collection
  const metadata = nextMetadata(target, objectAt(old, 'metadata'), objectAt(wanted, 'metadata'))
  if (subresource === 'status') return withFloor(type, { ...old, metadata, ...pick(wanted, 'status') })
  if (subresource === 'finalize') return { ...old, spec: { ...pick(objectAt(wanted, 'spec'), 'finalizers') } }
  const hasStatus = type.subresources.includes('status')
  const body = without(wanted, 'metadata', ...(hasStatus ? ['status'] : []))
  const kept = hasStatus ? pick(old, 'status') : {}
  const filled = isObject(body['spec'])
    ? { spec: withSpecDefaults(type, nextSpec(desk, type, objectAt(old, 'spec'), body['spec'])) }
    : {}
  const next = withTemplateGeneration(type, old, { ...body, ...kept, ...filled, metadata })
  const { generation } = objectAt(old, 'metadata')
  if (typeof generation !== 'number' || !raisesGeneration(type, old, next)) return next
  return { ...next, metadata: { ...objectAt(next, 'metadata'), generation: generation + 1 } }
}

const templateGeneration = 'deprecated.daemonset.template.generation'

/** pkg/registry/apps/daemonset/strategy.go: a DaemonSet counts its templates; clients can't. */
function withTemplateGeneration(type: ResourceType, old: JsonObject, next: JsonObject): JsonObject {
  if (type.resource !== 'daemonsets') return next
  const metadata = objectAt(next, 'metadata')
  const known = Number(objectAt(objectAt(old, 'metadata'), 'annotations')[templateGeneration] ?? 1)
  const [before, after] = [old, next].map((set) => objectAt(set, 'spec')['template'])
  const counted = { [templateGeneration]: String(isDeepStrictEqual(before, after) ? known : known + 1) }
  return { ...next, metadata: { ...metadata, annotations: { ...objectAt(metadata, 'annotations'), ...counted } } }
}

const pick = (object: JsonObject, field: string): JsonObject => {
  const value = object[field]
  return value === undefined ? {} : { [field]: value }
}

function withFloor(type: ResourceType, object: JsonObject): JsonObject {
  if (type.resource !== 'nodes') return object
  return { ...object, status: { ...nodeFloor, ...objectAt(object, 'status') } }
}

function nextSpec(desk: Desk, { resource }: ResourceType, old: JsonObject, wanted: JsonObject): JsonObject {
  if (resource === 'services') return withAddresses(desk, wanted, old)
  if (resource === 'pods') return withTolerations(wanted)
  if (resource === 'namespaces') return { ...wanted, ...pick(old, 'finalizers') }
  if (resource === 'jobs')
    return { ...pick(old, 'selector'), ...wanted, selector: wanted['selector'] ?? old['selector'] ?? {} }
  return resource === 'persistentvolumeclaims'
    ? { ...pick(old, 'volumeName'), ...pick(old, 'storageClassName'), ...wanted }
    : wanted
}

// A pod's tolerations by their definition.
const withTolerations = (spec: JsonObject): JsonObject => {
  const given = (spec['tolerations'] ?? []) as unknown as readonly Toleration[]
  return { ...spec, tolerations: withEvictable(given) as unknown as Json }
}

const system = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
] as const

function nextMetadata({ collection: { type }, subresource }: Target, old: JsonObject, wanted: JsonObject): JsonObject {
  if (subresource === 'status' && isCustom(type)) return old
  const kept = Object.fromEntries(system.flatMap((field) => Object.entries(pick(old, field))))
  const given = without(wanted, 'managedFields', 'selfLink', ...system)
  // A Deployment's labels, and whom a pod belongs to, don't change with its status (pkg/registry/{apps,core}, v1.36).
  const fixed = subresource !== 'status' ? undefined : { deployments: 'labels', pods: 'ownerReferences' }[type.resource]
  if (fixed === undefined) return { ...given, ...kept }
  return { ...without(given, fixed), ...pick(old, fixed), ...kept }
}
