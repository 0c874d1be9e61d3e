import type { Metadata } from 'next'
import { requireViewer } from '@/app/viewer'
import { AuditPage } from '@/components/audit/audit-page'
import { parseActQuestion } from '@/lib/audit/act-question'
import { ledger } from '@/server/audit/ledger-of-process'
import { runtime } from '@/server/runtime'
import { whoseActs } from './whose'

export const metadata: Metadata = { title: 'Audit' }

const limit = 100

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>
}

export default async function Audit({ searchParams }: Props) {
  const viewer = await requireViewer()
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams))
    for (const one of [value ?? []].flat()) query.append(name, one)
  // Which line is open is the page's own business.
  const open = Number(query.get('open'))
  query.delete('open')
  const asked = parseActQuestion(query)
  const question = 'value' in asked ? asked.value : {}
  const allowed = whoseActs(viewer)
  const result =
    'problem' in allowed ? allowed : 'problem' in asked ? asked : await ledger().read({ question, ...allowed, limit })
  return (
    <AuditPage
      person={viewer.person}
      seesEveryone={viewer.isAdministrator}
      clusters={runtime()
        .clustersOf(viewer)
        .map(({ name }) => name)}
      question={question}
      result={result}
      open={open}
    />
  )
}
