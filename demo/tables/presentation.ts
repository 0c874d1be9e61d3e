import { encodeList, type Page } from '@/demo/api/list'
import { negotiate } from '@/demo/api/negotiation'
import type { Target } from '@/demo/api/route'
import { ApiError } from '@/demo/api/status'
import type { KubeObject } from '@/demo/store/objects'
import { encodePartials, encodeTable, partialOf, readInclude, tableOf } from './render'

/** How an answer shows objects: as they are, as a Table, or their metadata alone. Throws where a form does not fit. */
export interface Presentation {
  list(page: Page): Iterable<string>
  one(object: KubeObject): object
  /** Of the objects of one watch, in turn; undefined when they are shown as they are. */
  watched(): ((object: KubeObject) => object) | undefined
}

interface Asked {
  readonly accept: string | undefined
  readonly query: URLSearchParams
}

/** By the Accept header; throws the API's 406 or 400. */
export function presentationOf(target: Target, { accept, query }: Asked, clock: { now(): number }): Presentation {
  const representation = negotiate(accept)
  if (representation === 'table') return asTable(target, readInclude(query), clock)
  if (representation !== 'partial' && representation !== 'partialList')
    return { list: (page) => encodeList(target, page), one: (object) => object, watched: () => undefined }
  const { kind } = target.collection.type
  const isOne = representation === 'partial'
  return {
    list(page) {
      if (isOne) throw misfit('PartialObjectMetadata', 'a list', `${kind}List`)
      return encodePartials(page)
    },
    one(object) {
      if (!isOne) throw misfit('PartialObjectMetadataList', 'not a list', kind)
      return partialOf(object)
    },
    watched: () => partialOf,
  }
}

function asTable({ collection: { type } }: Target, include: ReturnType<typeof readInclude>, clock: { now(): number }) {
  const options = () => ({ now: clock.now(), include })
  return {
    list: (page: Page) => encodeTable(type, page, options()),
    one: (object: KubeObject) => tableOf(type, object, options()),
    watched() {
      let told = false
      return (object: KubeObject) => {
        const shown = tableOf(type, object, options(), told)
        told = true
        return shown
      }
    },
  }
}

const misfit = (form: string, what: string, kind: string) =>
  new ApiError(406, 'NotAcceptable', `you requested ${form}, but the requested object is ${what} (*core.${kind})`)
