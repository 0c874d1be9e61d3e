import { ArrowLeft, Inbox, Lock, OctagonAlert, SearchX } from 'lucide-react'
import Link from 'next/link'
import { looks } from '@/components/ui/looks'
import { Message } from '@/components/ui/message'
import type { ActQuestion } from '@/lib/audit/act-question'
import type { AuditAct } from '@/lib/audit/audit-record'
import type { Problem } from '@/lib/live/freshness'
import { ActList } from './act-list'
import { auditAddress, filterCount } from './address'
import { Filters } from './filters'

export interface AuditPageProps {
  readonly person: string
  readonly seesEveryone: boolean
  readonly clusters: readonly string[]
  readonly question: ActQuestion
  readonly result: { readonly acts: readonly AuditAct[]; readonly next: number | null } | { readonly problem: Problem }
  /** The number of the act whose line is open. */
  readonly open: number
}

/** Who did what, newest first. */
export function AuditPage(props: AuditPageProps) {
  const { person, seesEveryone, question, result } = props
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-3">
        <Link href="/" prefetch={false} className={looks.quietButton}>
          <ArrowLeft aria-hidden size={16} />
          Clusters
        </Link>
        <h1 className="text-lg font-semibold tracking-tight">Audit</h1>
        <p className="ml-auto min-w-0 truncate text-quiet">
          {seesEveryone ? 'Everyone’s acts' : `What ${person} did`}
          {!seesEveryone && <span className="max-md:sr-only">; administrators see everyone’s</span>}
        </p>
      </header>
      <Filters
        key={auditAddress(question)}
        question={question}
        seesEveryone={seesEveryone}
        clusters={props.clusters}
        exportable={'acts' in result && result.acts.length > 0}
      />
      <main id="page" tabIndex={-1} className="min-h-0 grow overflow-auto outline-none">
        <Result {...props} />
      </main>
    </div>
  )
}

function Result({ question, result, open }: AuditPageProps) {
  if ('problem' in result) return <Unreadable problem={result.problem} question={question} />
  if (result.acts.length > 0) return <ActList acts={result.acts} next={result.next} question={question} open={open} />
  if (filterCount(question) === 0) return <Message icon={Inbox} title="Nothing is on record yet" />
  return (
    <Message icon={SearchX} title="Nothing matches">
      <p>No act on record passes this filter.</p>
      <Link href="/audit" prefetch={false} className={looks.button}>
        Clear filter
      </Link>
    </Message>
  )
}

function Unreadable({ problem, question }: { problem: Problem; question: ActQuestion }) {
  if (problem.code === 'forbidden')
    return (
      <Message icon={Lock} title="No records for you here">
        <p>{problem.sentence}</p>
      </Message>
    )
  const asked = !problem.code.startsWith('database-')
  return (
    <Message icon={OctagonAlert} title={asked ? 'This can’t be asked' : 'The records can’t be read now'}>
      <p>{problem.sentence}</p>
      <a href={asked ? '/audit' : auditAddress(question)} className={looks.button}>
        {asked ? 'Clear filter' : 'Try again'}
      </a>
    </Message>
  )
}
