import { shapes, type ViewName } from '@/lib/views/shapes'
import { formatQuestion, type Parsed, parseQuestion, type Question } from './question'

/** `CLUSTER/VIEW?QUERY`, as a browser declares it. The cluster is percent-encoded: contexts may have slashes in their names. */
export function selectionPath(cluster: string, view: ViewName, question: Question): string {
  const query = formatQuestion(shapes[view], question)
  return `${encodeURIComponent(cluster)}/${view}${query === '' ? '' : `?${query}`}`
}

export interface Asking {
  readonly cluster: string
  readonly view: ViewName
  readonly question: Question
}

/** Reads what `selectionPath` writes. */
export function parseSelectionPath(path: string): Parsed<Asking> {
  const [address = '', query = ''] = split(path, '?')
  const [cluster = '', view = ''] = split(address, '/')
  return parseAsking(decoded(cluster), view, new URLSearchParams(query))
}

export function parseAsking(cluster: string, view: string, query: URLSearchParams): Parsed<Asking> {
  if (!isViewName(view)) {
    const sentence = `There is no view "${view}": use ${Object.keys(shapes).join(', ')}.`
    return { problem: { code: 'unknown-view', sentence, detail: null } }
  }
  const question = parseQuestion(shapes[view], query)
  return 'problem' in question ? question : { value: { cluster, view, question: question.value } }
}

export const isViewName = (name: string): name is ViewName => Object.hasOwn(shapes, name)

function split(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** A name that is not encoded right stands as it is: it will not be found, and the answer says so. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
