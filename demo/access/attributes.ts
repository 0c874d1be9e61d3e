import { badRequest } from '@/demo/api/status'

/** What a request asks for, as the API server tells it to its authorizer. */
export interface Attributes {
  /** Without a resource, `path` and `verb` decide. */
  readonly isResource: boolean
  readonly verb: string
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly subresource: string
  readonly namespace: string
  readonly name: string
  /** Decoded. */
  readonly path: string
}

const verbs: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
}
const namespaceSubresources = ['status', 'finalize']

/**
 * Reads the method and the request target (`/api/v1/pods?watch=1`) by the rules of RequestInfoFactory, k8s.io/apiserver
 * pkg/endpoints/request v0.36: the path is decoded before it is split. Throws the API's 400 for one that can't be.
 */
export function readAttributes(method: string, target: string): Attributes {
  const [encoded = '', ...query] = target.split('?')
  const path = decode(encoded)
  const none = { isResource: false, group: '', version: '', resource: '', subresource: '', namespace: '', name: '' }
  const parts = path.replace(/^\/+|\/+$/g, '').split('/')
  const grouped = parts[0] === 'apis'
  if (parts.length < (grouped ? 4 : 3) || !(grouped || parts[0] === 'api'))
    return { ...none, verb: method.toLowerCase(), path }
  const [group = '', version = '', ...rest] = grouped ? parts.slice(1) : ['', ...parts.slice(1)]
  const special = rest[0] === 'watch' || rest[0] === 'proxy' ? rest[0] : undefined
  if (special !== undefined) rest.shift()
  const [namespace, about] = placeOf(rest)
  const [resource = '', name = '', subresource = ''] = about
  const verb = special ?? verbs[method] ?? ''
  const asked = { isResource: true, verb, group, version, resource, subresource, namespace, name, path }
  if (name !== '') return asked
  if (verb === 'delete') return { ...asked, verb: 'deletecollection' }
  return verb === 'get' ? { ...asked, ...readListing(new URLSearchParams(query.join('?'))) } : asked
}

/** A request's target as a URL of no host in particular. Throws the API's 400 for what begins with no path. */
export function readUrl(target = '/'): URL {
  // What follows two slashes would be a host to the URL's own rules.
  if (!target.startsWith('/')) throw badRequest(`the request is for no path: ${target}`)
  return new URL(`http://demo${target}`)
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw badRequest(`the path of the request is not well encoded: ${path}`)
  }
}

/** The namespace, and the parts from the resource on; a namespace itself is in the namespace it names. */
function placeOf(parts: readonly string[]): readonly [string, readonly string[]] {
  const [first, namespace = '', next] = parts
  if (first !== 'namespaces') return ['', parts]
  const goesOn = parts.length > 2 && next !== undefined && !namespaceSubresources.includes(next)
  return [namespace, goesOn ? parts.slice(2) : parts]
}

/** A list of one name by field selector is a request for that name. */
function readListing(query: URLSearchParams): { readonly verb: string; readonly name: string } {
  const watch = query.get('watch')
  const watches = watch !== null && !['0', 'false'].includes(watch.toLowerCase())
  return { verb: watches ? 'watch' : 'list', name: nameSelected(query.get('fieldSelector') ?? '') }
}

function nameSelected(selector: string): string {
  const terms = selector === '' ? [] : selector.split(',').map((term) => /^([^=!]+)(!=|==?)([^=!,\\]*)$/.exec(term))
  if (terms.includes(null)) return ''
  const [, , , name = ''] = terms.find((term) => term?.[1] === 'metadata.name' && term[2] !== '!=') ?? []
  return /^\.{1,2}$|[/%]/.test(name) ? '' : name
}
