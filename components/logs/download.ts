import { entriesOf } from '@/lib/logs/kept-lines'
import type { LogTable } from '@/lib/logs/log-table'
import { formatLog } from '@/lib/logs/log-text'

/** What is shown now, as text. */
export function shownText({ lines: { shown }, sources }: LogTable): string {
  return formatLog(entriesOf(shown), sources)
}

/** Gives text to the browser as a file. */
export function downloadText(text: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = `${name.replace(/[^\w.-]+/g, '_')}.log`
  link.click()
  URL.revokeObjectURL(link.href)
}
