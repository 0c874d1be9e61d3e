import { createEnvelopeStream } from './envelope-stream'
import type { Fields, ObjectOf } from './fields'
import { type ListMeta, listMetaFields } from './list-meta'
import { createObjectReader } from './protobuf'
import type { ListReader } from './reading'
import { afterVarint, delimited, readTag, readVarint } from './wire'

const listMetaTag = 1 * 8 + delimited
const itemTag = 2 * 8 + delimited

const readListMeta = createObjectReader(listMetaFields)

/** Reads an enveloped list {1 ListMeta, 2 items} as it comes: of the body never more than one unfinished item is held. */
export function createListReader<const F extends Fields>(fields: F): ListReader<ObjectOf<F>> {
  const readItem = createObjectReader(fields)
  let objects: ObjectOf<F>[] = []
  let meta: ListMeta = { resourceVersion: '', continue: '', remainingItemCount: undefined }

  const stream = createEnvelopeStream((bytes, start, end) => {
    const tag = readTag(bytes, start)
    if (tag !== itemTag && tag !== listMetaTag) return
    readVarint(bytes, afterVarint)
    if (tag === itemTag) objects.push(readItem(bytes, afterVarint, end))
    else meta = readListMeta(bytes, afterVarint, end)
  })
  return {
    push(chunk) {
      objects = []
      stream.push(chunk)
      return objects
    },
    finish() {
      stream.finish()
      return { objects: [], meta }
    },
  }
}
