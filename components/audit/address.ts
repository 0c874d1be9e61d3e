import type { ExportFormat } from '@/lib/audit/act-export'
import { type ActQuestion, formatActQuestion } from '@/lib/audit/act-question'

/** Where the page is with a question; `open` is the number of the act whose line is open. */
export function auditAddress(question: ActQuestion, open?: number): string {
  const query = new URLSearchParams(formatActQuestion(question))
  if (open !== undefined) query.set('open', String(open))
  return query.size === 0 ? '/audit' : `/audit?${query}`
}

/** The first page of the same question. */
export const newestFirst = (question: ActQuestion): ActQuestion => {
  const { before, ...asked } = question
  return before === undefined ? question : asked
}

/** Where all acts that match come as a file, wherever in the list one is. */
export function exportAddress(question: ActQuestion, format: ExportFormat): string {
  const query = new URLSearchParams(formatActQuestion(newestFirst(question)))
  query.set('format', format)
  return `/api/audit?${query}`
}

/** How many filters are set. */
export const filterCount = (question: ActQuestion): number => Object.keys(newestFirst(question)).length
