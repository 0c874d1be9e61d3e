import type { Sort, ViewShape } from '@/lib/views/view'
import type { Problem } from './freshness'

export const windowLimit = 500
const defaultLimit = 100

/** What is asked of one view of one cluster. Namespaces [] means all; facets without picks, and a name not asked for, are left out. */
export interface Question {
  readonly namespaces: readonly string[]
  /** Only rows of exactly this name. */
  readonly name?: string
  readonly text: string
  readonly facets: Readonly<Record<string, readonly string[]>>
  readonly sort: Sort
  readonly offset: number
  readonly limit: number
}

export type Parsed<T> = { readonly value: T } | { readonly problem: Problem }

/**
 * Reads `namespace=&name=&q=&facet.KEY=&sort=&offset=&limit=` for a view. `namespace` and `facet.KEY` may repeat; `sort` is a
 * column, with `-` before it for descending. Equal questions give equal values, whatever the order of the parameters.
 */
export function parseQuestion(shape: ViewShape, query: URLSearchParams): Parsed<Question> {
  const name = parseName(shape, query.getAll('name').filter(Boolean))
  if ('problem' in name) return name
  const facets = parseFacets(shape, query)
  if ('problem' in facets) return facets
  const sort = parseSort(shape, query.get('sort'))
  if ('problem' in sort) return sort
  const window = parseWindow(query)
  if ('problem' in window) return window
  const narrows = shape.namespaceColumn !== undefined || shape.composed
  const namespaces = narrows ? distinct(query.getAll('namespace').filter(Boolean)) : []
  const text = (query.get('q') ?? '').trim().toLowerCase().replaceAll(/\s+/g, ' ')
  return { value: { namespaces, ...name.value, text, facets: facets.value, sort: sort.value, ...window.value } }
}

/** The query string that `parseQuestion` reads back; what equals the view's defaults is left out. */
export function formatQuestion(shape: ViewShape, question: Question): string {
  const query = new URLSearchParams()
  for (const namespace of question.namespaces) query.append('namespace', namespace)
  if (question.name !== undefined) query.set('name', question.name)
  if (question.text !== '') query.set('q', question.text)
  for (const [column, picks] of Object.entries(question.facets))
    for (const pick of picks) query.append(`facet.${column}`, pick)
  const { column, descending } = question.sort
  if (column !== shape.defaultSort.column || descending !== shape.defaultSort.descending)
    query.set('sort', descending ? `-${column}` : column)
  if (question.offset !== 0) query.set('offset', String(question.offset))
  if (question.limit !== defaultLimit) query.set('limit', String(question.limit))
  query.sort()
  return query.toString()
}

const facetPrefix = 'facet.'
const parameters = ['namespace', 'name', 'q', 'sort', 'offset', 'limit']

/** An empty name asks for nothing, as an empty namespace does. */
function parseName(shape: ViewShape, names: readonly string[]): Parsed<Pick<Question, 'name'>> {
  const [name, ...others] = names
  if (name === undefined) return { value: {} }
  if (!shape.columns.includes('name'))
    return problem(
      'bad-parameter',
      `The rows of the view "${shape.name}" have no name: leave out the parameter "name".`,
    )
  if (others.length > 0) return problem('bad-parameter', 'name may be given only once: ask for one name, or use q.')
  return { value: { name } }
}

/** In order of their columns. Every other parameter must be one that there is. */
function parseFacets(shape: ViewShape, query: URLSearchParams): Parsed<Question['facets']> {
  const facets: Record<string, readonly string[]> = {}
  for (const name of distinct([...query.keys()])) {
    if (parameters.includes(name)) continue
    if (!name.startsWith(facetPrefix))
      return problem(
        'unknown-parameter',
        `There is no parameter "${name}": use namespace, name, q, facet.KEY, sort, offset or limit.`,
      )
    const column = name.slice(facetPrefix.length)
    if (!shape.facets.includes(column)) return wrong('facet', column, shape, shape.facets)
    facets[column] = distinct(query.getAll(name))
  }
  return { value: facets }
}

function parseSort(shape: ViewShape, value: string | null): Parsed<Sort> {
  if (value === null || value === '') return { value: shape.defaultSort }
  const descending = value.startsWith('-')
  const column = descending ? value.slice(1) : value
  if (!shape.columns.includes(column)) return wrong('sort key', column, shape, shape.columns)
  return { value: { column, descending } }
}

function parseWindow(query: URLSearchParams): Parsed<Pick<Question, 'offset' | 'limit'>> {
  const offset = parseCount(query.get('offset'), 0, Number.MAX_SAFE_INTEGER)
  if (offset === undefined)
    return problem('bad-window', `offset must be a whole number from 0, not "${query.get('offset')}".`)
  const limit = parseCount(query.get('limit'), defaultLimit, windowLimit)
  if (limit === undefined)
    return problem('bad-window', `limit must be a whole number from 0 to ${windowLimit}, not "${query.get('limit')}".`)
  return { value: { offset, limit } }
}

function parseCount(value: string | null, absent: number, most: number): number | undefined {
  if (value === null || value === '') return absent
  const count = /^\d+$/.test(value) ? Number(value) : Number.NaN
  return count <= most ? count : undefined
}

const distinct = (values: readonly string[]) => [...new Set(values)].sort()

function wrong(what: string, column: string, shape: ViewShape, known: readonly string[]) {
  return problem(
    `unknown-${what.replace(' ', '-')}`,
    `The view "${shape.name}" has no ${what} "${column}": use ${known.join(', ')}.`,
  )
}

function problem(code: string, sentence: string): { readonly problem: Problem } {
  return { problem: { code, sentence, detail: null } }
}
