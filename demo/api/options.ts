import type { KubeObject } from '@/demo/store/objects'
import { type Matcher, parseFieldSelector } from './field-selector'
import { parseLabelSelector } from './label-selector'
import type { Target } from './route'
import { badRequest, type Cause, internalProblem, invalid } from './status'

/** The ListOptions of a list or watch, read from its query. */
export interface ListOptions {
  readonly version: string
  readonly match: string
  readonly limit: number
  readonly token: string
  readonly watching: boolean
  readonly bookmarks: boolean
  readonly sendInitialEvents: boolean
  readonly timeoutSeconds: number | undefined
  /** Whether a selector was given: remainingItemCount is told only without. */
  readonly selective: boolean
  readonly matches: Matcher
}

/** Throws the API's 400 or 422 for options that can't be read or don't go together. */
export function parseListOptions(target: Target, query: URLSearchParams): ListOptions {
  const get = (name: string) => query.get(name) ?? ''
  const flag = (name: string) => query.has(name) && !['0', 'false'].includes(get(name).toLowerCase())
  const labelSelector = get('labelSelector')
  const fieldSelector = [get('fieldSelector'), target.name && `metadata.name=${target.name}`].filter(Boolean).join(',')
  const timeout = get('timeoutSeconds')
  const options: ListOptions = {
    version: get('resourceVersion'),
    match: get('resourceVersionMatch'),
    limit: parseNumber(get('limit')),
    token: get('continue'),
    watching: flag('watch'),
    bookmarks: flag('allowWatchBookmarks'),
    sendInitialEvents: flag('sendInitialEvents'),
    timeoutSeconds: timeout === '' ? undefined : parseNumber(timeout),
    selective: labelSelector !== '' || fieldSelector !== '',
    matches: matcherOf(target, labelSelector, fieldSelector),
  }
  if (options.watching && options.version !== '') parseVersion(options.version)
  const causes = options.watching
    ? watchCauses(options, query.has('sendInitialEvents'))
    : listCauses(options, query.has('sendInitialEvents'))
  if (causes.length > 0) throw invalid('ListOptions.meta.k8s.io', '', causes)
  return options
}

/** A version as a number; throws the API's answer to one that is none, which is not the same to a list and a watch. */
export function parseVersion(text: string, isList = false): number {
  if (/^\d+$/.test(text)) return Number(text)
  const why = `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`
  throw isList ? badRequest(`invalid resource version: ${why}`) : internalProblem(why)
}

function parseNumber(text: string): number {
  if (/^([+-]?\d+)?$/.test(text)) return Math.max(0, Number(text))
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
}

function matcherOf({ collection, namespace }: Target, labelSelector: string, fieldSelector: string): Matcher {
  const labels = labelSelector === '' ? undefined : parseLabelSelector(labelSelector)
  const fields = fieldSelector === '' ? undefined : parseFieldSelector(collection.type, fieldSelector)
  return ({ metadata, ...rest }: KubeObject) =>
    (namespace === '' || metadata.namespace === namespace) &&
    (labels?.(metadata.labels ?? {}) ?? true) &&
    (fields?.({ metadata, ...rest }) ?? true)
}

// The rules and words of k8s.io/apimachinery pkg/apis/meta/internalversion/validation, v0.36.
const forbid = (field: string, why: string) => ({ reason: 'FieldValueForbidden', field, message: `Forbidden: ${why}` })
const field = 'resourceVersionMatch'
const unsupported = (match: string, known: readonly string[]) => ({
  reason: 'FieldValueNotSupported',
  field,
  message: `Unsupported value: "${match}": supported values: ${known.map((value) => `"${value}"`).join(', ')}`,
})

function listCauses({ match, version, token }: ListOptions, initialEvents: boolean): readonly Required<Cause>[] {
  const causes = []
  if (match !== '') {
    if (version === '') causes.push(forbid(field, `${field} is forbidden unless resourceVersion is provided`))
    if (token !== '') causes.push(forbid(field, `${field} is forbidden when continue is provided`))
    if (!['Exact', 'NotOlderThan'].includes(match)) causes.push(unsupported(match, ['Exact', 'NotOlderThan', '']))
    if (match === 'Exact' && version === '0')
      causes.push(forbid(field, `${field} "exact" is forbidden for resourceVersion "0"`))
  }
  if (initialEvents) causes.push(forbid('sendInitialEvents', 'sendInitialEvents is forbidden for list'))
  return causes
}

function watchCauses({ match, token }: ListOptions, initialEvents: boolean): readonly Required<Cause>[] {
  const causes = []
  if (initialEvents && match !== 'NotOlderThan')
    causes.push(forbid(field, `sendInitialEvents requires setting ${field} to NotOlderThan`))
  if (token !== '') causes.push(forbid(field, `${field} is forbidden when continue is provided`))
  if (match === '') return causes
  if (!initialEvents) causes.push(forbid(field, `${field} is forbidden for watch unless sendInitialEvents is provided`))
  if (match !== 'NotOlderThan') causes.push(unsupported(match, ['NotOlderThan']))
  return causes
}
