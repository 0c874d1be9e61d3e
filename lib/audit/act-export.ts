import type { AuditAct } from './audit-record'

/** In which form acts leave the page, each act one line. */
export type ExportFormat = 'csv' | 'jsonl'

export const exportFormats: readonly ExportFormat[] = ['csv', 'jsonl']

const columns = [
  'sequence',
  'at',
  'person',
  'groups',
  'provider',
  'through',
  'verb',
  'cluster',
  'resource',
  'namespace',
  'name',
  'uid',
  'outcome',
  'problem',
  'reason',
  'address',
  'request',
  'endedAt',
] as const satisfies readonly (keyof AuditAct)[]

/** The line before the first act; JSON Lines have none. */
export const exportHeader = (format: ExportFormat): string => (format === 'csv' ? `${columns.join(',')}\r\n` : '')

/** One act as a line of RFC 4180 text or of JSON; instants as ISO 8601 in both. */
export function exportLine(format: ExportFormat, act: AuditAct): string {
  const told = columns.map((column) => [column, cellOf(column, act)] as const)
  if (format === 'jsonl') return `${JSON.stringify(Object.fromEntries(told))}\n`
  return `${told.map(([, cell]) => quote(cell)).join(',')}\r\n`
}

function cellOf(column: (typeof columns)[number], act: AuditAct) {
  const value = act[column]
  return (column === 'at' || column === 'endedAt') && typeof value === 'number' ? new Date(value).toISOString() : value
}

/** What begins like a formula would be run by a spreadsheet: https://owasp.org/www-community/attacks/CSV_Injection */
function quote(cell: ReturnType<typeof cellOf>): string {
  const text = cell === null ? '' : typeof cell === 'object' ? cell.join(' | ') : String(cell)
  const safe = /^\s*[=+\-@]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
