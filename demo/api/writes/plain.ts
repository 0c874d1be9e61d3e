import type { JsonObject } from '@/demo/api/json'
import type { Target } from '@/demo/api/route'
import { notFound } from '@/demo/api/status'
import type { KubeObject } from '@/demo/store/objects'

/** The stored object that a request names; throws the API's 404. */
export function existing({ collection, namespace, name }: Target): KubeObject {
  const object = collection.get(namespace || undefined, name)
  if (object === undefined) throw notFound(collection.type, name)
  return object
}

/** A stored object as plain JSON, without what is undefined. */
// Stored objects are JSON values, seen through their typed shape.
export const toJson = (object: object): JsonObject => JSON.parse(JSON.stringify(object)) as JsonObject

/** JSON that has been decoded as the kind of its collection. */
export const toObject = (json: JsonObject): KubeObject => json as unknown as KubeObject
