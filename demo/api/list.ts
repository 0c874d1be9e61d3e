import { keyOf } from '@/demo/store/collection'
import type { KubeObject } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { apiVersionOf } from '@/demo/store/types'
import { isObject, parseJson } from './json'
import { type ListOptions, parseVersion } from './options'
import { isCustom, type Target } from './route'
import { badRequest, expired, tooLarge } from './status'

export interface Page {
  readonly items: readonly KubeObject[]
  readonly metadata: {
    readonly resourceVersion: string
    readonly continue?: string
    readonly remainingItemCount?: number
  }
}

// k8s.io/apiserver pkg/storage/etcd3/errors.go.
const listTooOld = 'The resourceVersion for the provided list is too old.'
const continueTooOld =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
  'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
  'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or ' +
  'deleted between the time the first chunk was returned and now may show up in the list.'

/** One page of a list, at the version that the options ask for. Tokens name the version and the key to go on from. */
export function listPage(store: Store, { collection }: Target, options: ListOptions): Page {
  const { version, start } = placeOf(store, collection.oldest(), options)
  const matching = collection.at(version).filter((object) => options.matches(object))
  const from = start === '' ? 0 : matching.findIndex((object) => keyOfObject(object) >= start)
  const limit = options.version === '0' && options.match === '' ? 0 : options.limit
  const rest = from === -1 ? [] : matching.slice(from)
  const items = limit > 0 ? rest.slice(0, limit) : rest
  const next = rest[items.length]
  return {
    items,
    metadata: {
      resourceVersion: String(version),
      ...(next === undefined ? {} : { continue: formatToken(version, keyOfObject(next)) }),
      ...(next === undefined || options.selective ? {} : { remainingItemCount: rest.length - items.length }),
    },
  }
}

/** A get reads the newest state, unless it asks for a version that is none or still to come. */
export function checkReadVersion(store: Store, text: string): void {
  const version = text === '' ? 0 : parseVersion(text)
  if (version > store.version()) throw tooLarge(version, store.version())
}

const keyOfObject = ({ metadata }: KubeObject) => keyOf(metadata.namespace, metadata.name)

function placeOf(store: Store, oldest: number, options: ListOptions): { version: number; start: string } {
  const current = store.version()
  if (options.token !== '') {
    const { rv, start } = parseToken(options.token)
    if (options.version !== '' && options.version !== '0')
      throw badRequest('specifying resource version is not allowed when using continue')
    if (rv === -1) return { version: current, start }
    if (rv < oldest) throw expired(continueTooOld, formatToken(-1, start))
    return { version: rv, start }
  }
  if (options.version === '' || options.version === '0') return { version: current, start: '' }
  const version = parseVersion(options.version, true)
  if (version > current) throw tooLarge(version, current)
  const exact = options.match === 'Exact' || (options.match === '' && options.limit > 0)
  if (!exact) return { version: current, start: '' }
  if (version < oldest) throw expired(listTooOld)
  return { version, start: '' }
}

function formatToken(rv: number, start: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv, start })).toString('base64url')
}

function parseToken(token: string): { rv: number; start: string } {
  const refuse = (why: string) => badRequest(`invalid continue token: continue key is not valid: ${why}`)
  const read = parseJson(Buffer.from(token, 'base64url').toString(), refuse)
  const { rv, start } = isObject(read) ? read : {}
  if (typeof rv === 'number' && typeof start === 'string') return { rv, start }
  throw refuse('incorrect encoded start resourceVersion (version meta.k8s.io/v1)')
}

const itemsPerPart = 100

/** The JSON of a list in parts, so that a long one is sent without holding up anybody. */
export function* encodeList({ collection }: Target, { items, metadata }: Page): Generator<string> {
  const { type } = collection
  const encode = isCustom(type) ? JSON.stringify : encodeItem
  yield `{"kind":"${type.kind}List","apiVersion":"${apiVersionOf(type)}","metadata":${JSON.stringify(metadata)},"items":[`
  for (let at = 0; at < items.length; at += itemsPerPart) {
    const part = items.slice(at, at + itemsPerPart).map((item) => encode(item))
    yield (at === 0 ? '' : ',') + part.join(',')
  }
  yield ']}\n'
}

/** The items of built-in types don't say what they are: their list does. */
const encodeItem = (object: KubeObject) => JSON.stringify({ ...object, apiVersion: undefined, kind: undefined })
