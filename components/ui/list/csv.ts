import type { Answer } from '@/lib/live/message'
import { formatQuestion, type Question, windowLimit } from '@/lib/live/question'
import type { Cell, Row, ViewShape } from '@/lib/views/view'

/** Rows as RFC 4180 text with a line of names; instants (columns that end in `At`, or `since`) as ISO 8601. */
export function formatCsv(fields: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => fields.map((field) => formatCell(field, row[field] ?? null)))
  return [fields, ...lines].map((line) => `${line.map(quote).join(',')}\r\n`).join('')
}

/** Asks for all rows that match, in whole windows, and gives them to the browser as a file; says how many. Throws when an answer fails. */
export async function downloadCsv(
  cluster: string,
  shape: ViewShape,
  question: Question,
  fields: readonly string[],
): Promise<number> {
  const rows: Row[] = []
  for (;;) {
    const page = formatQuestion(shape, { ...question, offset: rows.length, limit: windowLimit })
    const address = `/api/clusters/${encodeURIComponent(cluster)}/views/${shape.name}?${page}`
    const response = await fetch(address, { headers: { accept: 'application/json' } })
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    const answer: Answer = await response.json()
    rows.push(...answer.rows)
    if (answer.rows.length === 0 || rows.length >= answer.matched) break
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([formatCsv(fields, rows)], { type: 'text/csv' }))
  link.download = `${cluster.replace(/[^\w.-]+/g, '_')}-${shape.name}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
  return rows.length
}

function formatCell(field: string, cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number' && (field.endsWith('At') || field === 'since')) return new Date(cell).toISOString()
  // A cell that begins like a formula would be run by a spreadsheet.
  if (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell)) return `'${cell}`
  return String(cell)
}

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
