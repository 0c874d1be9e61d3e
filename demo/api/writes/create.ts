import { admitPodSpec, initialStatus, withSpecDefaults } from '@/demo/api/defaults'
import { isObject, type JsonObject, objectAt, without } from '@/demo/api/json'
import { isCustom, type Target } from '@/demo/api/route'
import { alreadyExists, badRequest, internalProblem, invalid, notFound } from '@/demo/api/status'
import { toTimestamp } from '@/demo/clock'
import type { KubeObject, PodSpec } from '@/demo/store/objects'
import { apiVersionOf, type ResourceType, types } from '@/demo/store/types'
import { admitted, forbidForNamespace, forbidObject } from './admission'
import { checkUnknown, kindName, readObject } from './body'
import { required } from './causes'
import { hasGeneration } from './generation'
import { selectOwnPods } from './jobs'
import { toObject, withStructs } from './plain'
import { fillService } from './services'
import { objectCauses } from './validate'
import { readWriteOptions } from './write-options'
import type { Desk, Outcome, WriteRequest } from './writer'

export function create(desk: Desk, target: Target, { query, contentType, body }: WriteRequest): Outcome {
  const { type } = target.collection
  const options = readWriteOptions('CreateOptions', query)
  const { object, unknown } = readObject(type, contentType, body)
  const warnings = checkUnknown(type, unknown, options.validation)
  const stored = createObject(desk, target, object, options.dryRun)
  return { code: 201, body: stored, warnings }
}

/** Stores a decoded object under a name that is free; throws what the API answers when it can't. */
export function createObject(desk: Desk, target: Target, given: JsonObject, dryRun: boolean): KubeObject {
  const { collection, namespace } = target
  const { type } = collection
  const metadata = objectAt(given, 'metadata')
  checkPlace(target, metadata)
  if (type.namespaced) checkNamespace(desk, target, String(metadata['name'] ?? ''))
  const object = newObject(desk, target, given)
  const causes = objectCauses(type, toObjectJson(object))
  if (causes.length > 0) throw invalid(kindName(type), object.metadata.name, causes)
  forbidObject(desk, type, object)
  if (collection.get(namespace || undefined, object.metadata.name) !== undefined)
    throw alreadyExists(type, object.metadata.name)
  target.admit?.(object, undefined)
  const ready = admitted(desk, type, object, dryRun)
  return dryRun ? withoutVersion(ready) : collection.create(ready)
}

// What has just been made from JSON.
const toObjectJson = (object: KubeObject) => object as unknown as JsonObject

const withoutVersion = (object: KubeObject): KubeObject =>
  toObject({
    ...toObjectJson(object),
    metadata: without(objectAt(toObjectJson(object), 'metadata'), 'resourceVersion'),
  })

function checkPlace({ namespace, collection: { type } }: Target, metadata: JsonObject): void {
  const given = metadata['namespace']
  if (given !== undefined && given !== '' && given !== namespace && type.namespaced)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  if (metadata['resourceVersion']) throw internalProblem('resourceVersion should not be set on objects to be created')
}

function checkNamespace({ store }: Desk, { collection: { type }, namespace }: Target, name: string): void {
  const found = store.namespaces.get(undefined, namespace)
  if (found === undefined) throw notFound(types.namespaces, namespace)
  if (found.metadata.deletionTimestamp !== undefined) throw forbidForNamespace(type, name, namespace)
}

/** The longest prefix that a name is generated from: 63 characters less the five that are drawn. */
const prefixLimit = 58

function nameFor({ random }: Desk, { collection: { type } }: Target, metadata: JsonObject): string {
  const { name, generateName } = metadata
  if (typeof name === 'string' && name !== '') return name
  if (typeof generateName === 'string' && generateName !== '')
    return generateName.slice(0, prefixLimit) + random.suffix(5)
  throw invalid(kindName(type), '', [required('metadata.name', 'name or generateName is required')])
}

function newObject(desk: Desk, target: Target, given: JsonObject): KubeObject {
  const { type } = target.collection
  const metadata = objectAt(given, 'metadata')
  const uid = desk.random.uuid()
  const own: JsonObject = {
    name: nameFor(desk, target, metadata),
    ...(type.namespaced ? { namespace: target.namespace } : {}),
    uid,
    resourceVersion: '',
    ...(hasGeneration(type) ? { generation: 1 } : {}),
    creationTimestamp: toTimestamp(desk.clock.now()),
    ...without(metadata, ...systemFields),
  }
  const object = {
    kind: type.kind,
    apiVersion: apiVersionOf(type),
    metadata: own,
    ...without(given, 'kind', 'apiVersion', 'metadata'),
  }
  return toObject(withStructs(type, fillIn(desk, type, object)))
}

const systemFields = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]

/** What the registry of a type makes of a new object. */
function fillIn(desk: Desk, type: ResourceType, object: JsonObject): JsonObject {
  const ready = special[type.resource]?.(desk, object) ?? object
  if (specless.includes(type.resource)) return ready
  const spec = isCustom(type) && !isObject(ready['spec']) ? undefined : withSpecDefaults(type, objectAt(ready, 'spec'))
  const keepsStatus = !type.subresources.includes('status') || (type.resource === 'nodes' && isObject(ready['status']))
  const initial = initialStatus(type, spec ?? {})
  const given = ready['status']
  const status = !keepsStatus
    ? initial
    : isObject(given) && type.resource === 'nodes'
      ? { ...initial, ...given }
      : given
  return {
    ...without(ready, 'spec', 'status'),
    ...(spec === undefined ? {} : { spec }),
    ...(status === undefined ? {} : { status }),
  }
}

/** Types that have neither spec nor status. */
const specless = [
  'configmaps',
  'secrets',
  'serviceaccounts',
  'events',
  'roles',
  'rolebindings',
  'clusterroles',
  'clusterrolebindings',
  'priorityclasses',
  'storageclasses',
  'endpointslices',
  'controllerrevisions',
]

type Special = (desk: Desk, object: JsonObject) => JsonObject

const withMetadata = (object: JsonObject, more: JsonObject): JsonObject => ({
  ...object,
  metadata: { ...objectAt(object, 'metadata'), ...more },
})

const special: Readonly<Record<string, Special>> = {
  namespaces(_, object) {
    const { name = '', labels } = objectAt(object, 'metadata')
    return withMetadata(object, {
      labels: { 'kubernetes.io/metadata.name': name, ...(isObject(labels) ? labels : {}) },
    })
  },
  // A PodSpec by its definition.
  pods: (_, object) => ({
    ...object,
    spec: admitPodSpec(objectAt(object, 'spec') as unknown as PodSpec) as unknown as JsonObject,
  }),
  secrets(_, { stringData, ...object }) {
    const texts = isObject(stringData) ? Object.entries(stringData) : []
    const encoded = Object.fromEntries(texts.map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]))
    const data = { ...objectAt(object, 'data'), ...encoded }
    return { type: 'Opaque', ...object, ...(Object.keys(data).length === 0 ? {} : { data }) }
  },
  daemonsets(_, object) {
    const annotations = objectAt(objectAt(object, 'metadata'), 'annotations')
    return withMetadata(object, { annotations: { 'deprecated.daemonset.template.generation': '1', ...annotations } })
  },
  jobs: (_, object) => selectOwnPods(object),
  services: fillService,
  persistentvolumeclaims: ({ store }, object) => {
    const spec = objectAt(object, 'spec')
    const standard = [...store.storageclasses.values()].find(
      ({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
    )
    const named = standard === undefined ? {} : { storageClassName: standard.metadata.name }
    return { ...withMetadata(object, { finalizers: ['kubernetes.io/pvc-protection'] }), spec: { ...named, ...spec } }
  },
}
