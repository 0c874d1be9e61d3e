import type { KubeObject } from '@/demo/store/objects'
import type { Target } from './route'
import { type Matcher, parseFieldSelector, parseLabelSelector } from './selectors'
import { badRequest, type Cause, invalid } from './status'

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
  const flag = (name: string) => ['1', 'true'].includes(get(name))
  const labelSelector = get('labelSelector')
  const fieldSelector = [get('fieldSelector'), target.name && `metadata.name=${target.name}`].filter(Boolean).join(',')
  const timeout = get('timeoutSeconds')
  const options: ListOptions = {
    version: get('resourceVersion'),
    match: get('resourceVersionMatch'),
    limit: parseNumber('limit', get('limit')),
    token: get('continue'),
    watching: flag('watch'),
    bookmarks: flag('allowWatchBookmarks'),
    sendInitialEvents: flag('sendInitialEvents'),
    timeoutSeconds: timeout === '' ? undefined : parseNumber('timeoutSeconds', timeout),
    selective: labelSelector !== '' || fieldSelector !== '',
    matches: matcherOf(target, labelSelector, fieldSelector),
  }
  const causes = options.watching
    ? watchCauses(options, query.has('sendInitialEvents'))
    : listCauses(options, query.has('sendInitialEvents'))
  if (causes.length > 0) throw invalid('ListOptions.meta.k8s.io', '', causes)
  return options
}

/** A version as a number; throws the API's answer to one that is none. */
export function parseVersion(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw invalid('ListOptions.meta.k8s.io', '', [
    {
      reason: 'FieldValueInvalid',
      field: 'resourceVersion',
      message: `Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    },
  ])
}

function parseNumber(name: string, text: string): number {
  if (/^\d*$/.test(text)) return Number(text)
  throw badRequest(`unable to decode ${name}: strconv.ParseInt: parsing "${text}": invalid syntax`)
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
  if (match === '') return causes
  if (!initialEvents) causes.push(forbid(field, `${field} is forbidden for watch unless sendInitialEvents is provided`))
  if (match !== 'NotOlderThan') causes.push(unsupported(match, ['NotOlderThan']))
  if (token !== '') causes.push(forbid(field, `${field} is forbidden when continue is provided`))
  return causes
}
