import { type ExportFormat, exportHeader, exportLine } from '@/lib/audit/act-export'
import type { AuditAct } from '@/lib/audit/audit-record'
import type { Problem } from '@/lib/live/freshness'
import type { Ledger } from './ledger'
import type { ActPage, ActReading } from './reading'

const pageSize = 500

/**
 * All acts that match as lines of text, newest first, read a page at a time as the browser takes them. The first page
 * is read before the answer begins; what fails later, or `ended`, breaks the stream off so that no file looks whole.
 */
export async function openExport(
  ledger: Pick<Ledger, 'read'>,
  reading: Omit<ActReading, 'limit'>,
  format: ExportFormat,
  ended: AbortSignal,
): Promise<{ readonly stream: ReadableStream<Uint8Array> } | { readonly problem: Problem }> {
  const read = (before: number | undefined) => {
    const question = before === undefined ? reading.question : { ...reading.question, before }
    return ledger.read({ ...reading, question, limit: pageSize })
  }
  const first = await read(undefined)
  if ('problem' in first) return first
  const encoder = new TextEncoder()
  const bytesOf = (acts: readonly AuditAct[]) => encoder.encode(acts.map((act) => exportLine(format, act)).join(''))
  let page: ActPage = first
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(exportHeader(format))),
    async pull(controller) {
      if (ended.aborted) return controller.error(new Error('The session ended.'))
      controller.enqueue(bytesOf(page.acts))
      if (page.next === null) return controller.close()
      const next = await read(page.next)
      if ('problem' in next) return controller.error(new Error(next.problem.sentence))
      page = next
    },
  })
  return { stream }
}
