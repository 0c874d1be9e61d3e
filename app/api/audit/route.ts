import { whoseActs } from '@/app/audit/whose'
import { exportFormats } from '@/lib/audit/act-export'
import { parseActQuestion } from '@/lib/audit/act-question'
import { door } from '@/server/access/door/door'
import { signedIn } from '@/server/access/door/viewer'
import { write } from '@/server/access/door/written'
import { addressOf } from '@/server/access/sign-in/arrive'
import { openExport } from '@/server/audit/export'
import { ledger } from '@/server/audit/ledger-of-process'

const pageSize = 100
const types = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' }

/** A page of acts, `{acts, next}`; with `format=csv` or `jsonl` all that match, as a file, which is itself on record. */
export async function GET(request: Request) {
  const viewer = signedIn(request)
  const query = new URL(request.url).searchParams
  const wanted = query.get('format')
  query.delete('format')
  const format = exportFormats.find((known) => known === wanted)
  if (wanted !== null && format === undefined) return Response.json({ problem: unknownFormat }, { status: 400 })
  const asked = parseActQuestion(query)
  if ('problem' in asked) return Response.json(asked, { status: 400 })
  const allowed = whoseActs(viewer)
  if ('problem' in allowed) return Response.json(allowed, { status: 403 })
  const reading = { question: asked.value, whose: allowed.whose }
  if (format === undefined) {
    const page = await ledger().read({ ...reading, limit: pageSize })
    return Response.json(page, { status: 'problem' in page ? 503 : 200, headers: { 'cache-control': 'no-store' } })
  }
  const target = { resource: 'audit-records' }
  const problem = await write(ledger(), viewer, { verb: 'export', target, address: addressOf(request, door()) })
  const opened = problem === undefined ? await openExport(ledger(), reading, format, viewer.ended) : { problem }
  if ('problem' in opened) return Response.json(opened, { status: 503 })
  return new Response(opened.stream, {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="quarterdeck-audit.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

const unknownFormat = {
  code: 'unknown-format',
  sentence: `There is no such format: use ${exportFormats.join(' or ')}, or none for a page of JSON.`,
  detail: null,
}
