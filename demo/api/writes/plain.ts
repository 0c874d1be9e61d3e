import type { JsonObject } from '@/demo/api/json'
import { isCustom, type Target } from '@/demo/api/route'
import { findDefinition } from '@/demo/api/schema/schema'
import { notFound } from '@/demo/api/status'
import type { KubeObject } from '@/demo/store/objects'
import type { ResourceType } from '@/demo/store/types'

/** The stored object that a request names; throws the API's 404. */
export function existing({ collection, namespace, name }: Target): KubeObject {
  const object = collection.get(namespace || undefined, name)
  if (object === undefined) throw notFound(collection.type, name)
  return object
}

/** A stored object as plain JSON, without what is undefined. */
// Stored objects are JSON values, seen through their typed shape.
export const toJson = (object: object): JsonObject => JSON.parse(JSON.stringify(object)) as JsonObject

/** What Go always tells of a built-in type, as it is no pointer there. */
const structs = ['spec', 'status', 'source', 'involvedObject']

export function withStructs(type: ResourceType, json: JsonObject): JsonObject {
  const fields = isCustom(type) ? undefined : findDefinition(type.kind)?.fields
  const missing = structs.filter((name) => json[name] === undefined && fields?.has(name))
  return missing.length === 0 ? json : { ...json, ...Object.fromEntries(missing.map((name) => [name, {}])) }
}

/** JSON that has been decoded as the kind of its collection. */
export const toObject = (json: JsonObject): KubeObject => json as unknown as KubeObject
