import { FileQuestion } from 'lucide-react'
import type { Metadata } from 'next'
import { clusterOf, type PageQuery, queryOf } from '@/app/[cluster]/asked'
import { LogView } from '@/components/logs/log-view'
import { Message } from '@/components/ui/message'
import { type LogTarget, parseLogQuestion } from '@/lib/logs/log-question'

export const metadata: Metadata = { title: 'Logs' }

const whose = ['namespace', 'pod', 'kind', 'name']

/** `?namespace=` and `pod=` (may repeat) or `kind=` and `name=`; what else is in the address is the view's. */
export default async function LogsPage(props: PageQuery) {
  const query = await queryOf(props)
  const asked = new URLSearchParams([...query].filter(([name]) => whose.includes(name)))
  const parsed = parseLogQuestion(asked)
  if ('problem' in parsed)
    return (
      <Message icon={FileQuestion} title="Whose logs?">
        <p>{parsed.problem.sentence}</p>
      </Message>
    )
  const { namespace, target } = parsed.value
  return (
    <>
      <h1 className="shrink-0 truncate border-b border-line px-3 py-2 text-quiet">
        Logs of <Whose target={target} /> in <span className="font-mono text-sm text-ink">{namespace}</span>
      </h1>
      <LogView cluster={await clusterOf(props)} namespace={namespace} target={target} />
    </>
  )
}

/** More than one pod is told by number: their names are beside their lines. */
function Whose({ target }: { target: LogTarget }) {
  const name = 'pods' in target ? target.pods.join(', ') : target.name
  if ('pods' in target && target.pods.length > 1) return <span title={name}>{target.pods.length} pods</span>
  return (
    <>
      {'pods' in target ? 'pod' : target.kind} <span className="font-mono text-sm font-medium text-ink">{name}</span>
    </>
  )
}
