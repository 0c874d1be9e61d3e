import { isDeepStrictEqual } from 'node:util'
import { type Clock, toTimestamp } from '@/demo/clock'
import type { Random } from '@/demo/random'
import { deleteObject } from '@/demo/store/deletion'
import type { KubeObject } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { apiVersionOf, type ResourceType, types } from '@/demo/store/types'
import { initialStatus, withSpecDefaults } from './defaults'
import { applyPatch, isObject, type Json, type JsonObject } from './patch'
import type { Target } from './route'
import { alreadyExists, badRequest, conflict, invalid, modifiedMeanwhile, notFound, type Status } from './status'

/** The writes of the API: each gives the object as stored, or throws what the API answers. */
export interface Writer {
  create(target: Target, body: unknown, dryRun: boolean): KubeObject
  patch(target: Target, contentType: string, body: unknown, dryRun: boolean): KubeObject
  replace(target: Target, body: unknown, dryRun: boolean): KubeObject
  remove(target: Target, body: unknown, dryRun: boolean): KubeObject | Status
}

export function createWriter(store: Store, clock: Clock, random: Random): Writer {
  const existing = ({ collection, namespace, name }: Target) => {
    const object = collection.get(namespace || undefined, name)
    if (object === undefined) throw notFound(collection.type, name)
    return object
  }
  const save = (target: Target, old: KubeObject, wanted: JsonObject, dryRun: boolean) => {
    const object = nextOf(target, old, wanted)
    if (dryRun || isDeepStrictEqual(plain(object), plain(old))) return dryRun ? object : old
    // A removed finalizer can have been the last thing that kept the object.
    if (object.metadata.deletionTimestamp !== undefined && isFree(object) && !isFree(old)) {
      target.collection.remove(object)
      return object
    }
    return target.collection.update(object) ?? old
  }
  return {
    create(target, body, dryRun) {
      const { type } = target.collection
      const given = parseObject(type, body)
      if (type.namespaced && store.namespaces.get(undefined, target.namespace) === undefined)
        throw notFound(types.namespaces, target.namespace)
      const object = newObject(target, given, clock, random)
      if (target.collection.get(object.metadata.namespace, object.metadata.name) !== undefined)
        throw alreadyExists(type, object.metadata.name)
      return dryRun ? object : target.collection.create(object)
    },
    patch(target, contentType, body, dryRun) {
      const old = existing(target)
      return save(target, old, applyPatch(contentType, plain(old), body), dryRun)
    },
    replace: (target, body, dryRun) =>
      save(target, existing(target), parseObject(target.collection.type, body), dryRun),
    remove(target, body, dryRun) {
      const object = existing(target)
      const options = isObject(body as Json) ? (body as JsonObject) : {}
      checkPreconditions(target.collection.type, object, options['preconditions'])
      const grace = options['gracePeriodSeconds']
      return dryRun
        ? object
        : deleteObject(target.collection, clock, object, typeof grace === 'number' ? grace : undefined)
    },
  }
}

// Stored objects are plain JSON values, seen here through their typed shape.
const plain = (object: KubeObject) => JSON.parse(JSON.stringify(object)) as JsonObject
const isFree = ({ metadata }: KubeObject) => (metadata.finalizers ?? []).length === 0

function parseObject(type: ResourceType, body: unknown): JsonObject {
  if (!isObject(body as Json)) throw badRequest('the body of the request must be one JSON object')
  const object = body as JsonObject
  if (object['kind'] !== undefined && object['kind'] !== type.kind)
    throw badRequest(
      `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: kind is ${String(object['kind'])}`,
    )
  if (!isObject(object['metadata']))
    throw invalid(kindName(type), '', [required('metadata.name', 'name or generateName is required')])
  return object
}

const kindName = (type: ResourceType) => (type.group === '' ? type.kind : `${type.kind}.${type.group}`)
const required = (field: string, why: string) => ({
  reason: 'FieldValueRequired',
  field,
  message: `Required value: ${why}`,
})

function newObject(
  { collection: { type }, namespace }: Target,
  given: JsonObject,
  clock: Clock,
  random: Random,
): KubeObject {
  const metadata = isObject(given['metadata']) ? given['metadata'] : {}
  const prefix = metadata['generateName']
  const name = metadata['name'] || (typeof prefix === 'string' ? prefix + random.suffix(5) : '')
  if (typeof name !== 'string' || name === '')
    throw invalid(kindName(type), '', [required('metadata.name', 'name or generateName is required')])
  const givenSpec = isObject(given['spec']) ? given['spec'] : {}
  checkSpec(type, name, givenSpec)
  const spec = withSpecDefaults(type, givenSpec)
  const keepsStatus = type.resource === 'nodes' && isObject(given['status'])
  return {
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: {
      ...withoutManagedFields(metadata),
      name,
      ...(type.namespaced ? { namespace } : {}),
      uid: random.uuid(),
      resourceVersion: '',
      ...(type.resource === 'namespaces' || type.resource === 'nodes' ? {} : { generation: 1 }),
      creationTimestamp: toTimestamp(clock.now()),
    },
    spec,
    status: keepsStatus ? given['status'] : initialStatus(type, spec),
  }
}

function checkSpec(type: ResourceType, name: string, spec: JsonObject): void {
  const { replicas } = spec
  if (replicas !== undefined && !(typeof replicas === 'number' && Number.isInteger(replicas) && replicas >= 0))
    throw invalid(kindName(type), name, [
      {
        reason: 'FieldValueInvalid',
        field: 'spec.replicas',
        message: `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`,
      },
    ])
  const containers = spec['containers']
  if (type.resource === 'pods' && !(Array.isArray(containers) && containers.length > 0))
    throw invalid(kindName(type), name, [required('spec.containers', '')])
}

/** What is stored for a wanted object: the system's own fields stay, spec and status change only by their own door. */
function nextOf({ collection: { type }, subresource }: Target, old: KubeObject, wanted: JsonObject): KubeObject {
  const given = isObject(wanted['metadata']) ? wanted['metadata'] : {}
  const { name, uid, resourceVersion, creationTimestamp, generation, deletionTimestamp } = old.metadata
  if (given['name'] !== undefined && given['name'] !== name)
    throw badRequest(`the name of the object (${String(given['name'])}) does not match the name on the URL (${name})`)
  const expected = given['resourceVersion']
  if (expected !== undefined && expected !== '' && expected !== resourceVersion)
    throw conflict(type, name, modifiedMeanwhile)
  if (given['uid'] !== undefined && given['uid'] !== uid)
    throw conflict(
      type,
      name,
      `Precondition failed: UID in precondition: ${String(given['uid'])}, UID in object meta: ${uid}`,
    )
  const onStatus = subresource === 'status'
  const spec = onStatus ? old.spec : wanted['spec']
  if (isObject(spec as Json)) checkSpec(type, name, spec as JsonObject)
  const specChanged = !onStatus && !isDeepStrictEqual(spec, plain(old)['spec'])
  return {
    ...old,
    metadata: {
      ...withoutManagedFields(given),
      name,
      ...(type.namespaced ? { namespace: old.metadata.namespace } : {}),
      uid,
      resourceVersion,
      creationTimestamp,
      generation: specChanged && generation !== undefined ? generation + 1 : generation,
      deletionTimestamp,
      deletionGracePeriodSeconds: old.metadata.deletionGracePeriodSeconds,
    },
    spec,
    status: onStatus ? wanted['status'] : old.status,
  }
}

const withoutManagedFields = (metadata: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(metadata).filter(([field]) => field !== 'managedFields'))

function checkPreconditions(type: ResourceType, object: KubeObject, preconditions: Json | undefined): void {
  if (!isObject(preconditions)) return
  const { name, uid, resourceVersion } = object.metadata
  const wrong = (what: string, asked: Json | undefined, real: string) =>
    conflict(
      type,
      name,
      `Precondition failed: ${what} in precondition: ${String(asked)}, ${what} in object meta: ${real}`,
    )
  const { uid: askedUid, resourceVersion: askedVersion } = preconditions
  if (askedUid !== undefined && askedUid !== uid) throw wrong('UID', askedUid, uid)
  if (askedVersion !== undefined && askedVersion !== resourceVersion)
    throw wrong('ResourceVersion', askedVersion, resourceVersion)
}
