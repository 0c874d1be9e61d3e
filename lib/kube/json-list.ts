import type { Fields, ObjectOf } from './fields'
import { isObject, keep, parseJson } from './json'
import { listMetaFields } from './list-meta'
import { type ListReader, WireError } from './reading'

/** Reads a list as JSON: its body is collected and parsed at the end, so ask for pages that are small (`limit`). */
export function createJsonListReader<const F extends Fields>(fields: F): ListReader<ObjectOf<F>> {
  const chunks: Buffer[] = []
  return {
    push(chunk) {
      chunks.push(chunk)
      return []
    },
    finish() {
      const list = parseJson(Buffer.concat(chunks))
      if (!isObject(list) || !('metadata' in list) || !('items' in list))
        throw new WireError('The answer is JSON, but not a Kubernetes list.')
      // A list of nothing may have `"items": null`.
      const items = Array.isArray(list['items']) ? list['items'] : []
      return { objects: items.map((item) => keep(fields, item)), meta: keep(listMetaFields, list['metadata']) }
    },
  }
}
