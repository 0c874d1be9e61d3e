'use client'
import { CircleSlash, Inbox, LoaderCircle, Lock, OctagonAlert, SearchX } from 'lucide-react'
import { looks } from '@/components/ui/looks'
import { Message } from '@/components/ui/message'
import { formatCount } from '@/lib/format/count'
import type { Question } from '@/lib/live/question'
import type { ViewState } from '@/lib/live/view-state'

export interface WallProps {
  readonly state: ViewState
  readonly total: number
  readonly noun: { readonly one: string; readonly many: string }
  readonly question: Question
  /** What rows the rights are needed for, as in `pods`. */
  readonly resources: readonly string[]
  onClear(): void
}

/** What stands where rows would be when there are none, and why. */
export function Wall({ state, total, noun, question, resources, onClear }: WallProps) {
  const where = scopeText(question.namespaces)
  switch (state.state) {
    case 'loading':
      return (
        <Message icon={LoaderCircle} title={`Loading ${noun.many}`} late>
          {state.loaded > 0 && <p>{loadedOf(state.loaded, state.expected)}</p>}
        </Message>
      )
    case 'empty':
      return <Empty what={noun.many} where={where} />
    case 'no-match':
      return <NoMatch what={noun.many} where={where} onClear={onClear} />
    case 'forbidden':
      return (
        <Message icon={Lock} title={`You may not list ${noun.many}`}>
          <p>{state.problem.sentence}</p>
          <pre className="rounded-md border border-line px-3 py-2 text-left font-mono text-sm whitespace-pre-wrap">
            {resources.map((resource) => `kubectl auth can-i list ${resource}`).join('\n')}
          </pre>
          <p className="text-sm">Whoever administers the cluster can grant it with a Role or ClusterRole.</p>
        </Message>
      )
    case 'absent':
      return (
        <Message icon={CircleSlash} title={`This cluster has no ${noun.many}`}>
          <p>{state.problem.sentence}</p>
        </Message>
      )
    case 'broken':
      return (
        <Message icon={OctagonAlert} title={`${capital(noun.many)} cannot be shown`}>
          <p>{state.problem.sentence}</p>
          {state.problem.detail !== null && <p className="font-mono text-sm break-words">{state.problem.detail}</p>}
          <button type="button" className={looks.button} onClick={() => window.location.reload()}>
            Try again
          </button>
        </Message>
      )
    case 'stale':
      return total === 0 ? (
        <Empty what={noun.many} where={where} />
      ) : (
        <NoMatch what={noun.many} where={where} onClear={onClear} />
      )
    case 'live':
      return null
  }
}

interface NothingProps {
  readonly what: string
  readonly where: string
}

function Empty({ what, where }: NothingProps) {
  return <Message icon={Inbox} title={`No ${what} ${where}`} />
}

function NoMatch({ what, where, onClear }: NothingProps & { onClear(): void }) {
  return (
    <Message icon={SearchX} title="Nothing matches">
      <p>
        There are {what} {where}, but none that pass this filter.
      </p>
      <button type="button" className={looks.button} onClick={onClear}>
        Clear filter
      </button>
    </Message>
  )
}

function loadedOf(loaded: number, expected: number | null): string {
  return expected === null ? `${formatCount(loaded)} so far` : `${formatCount(loaded)} of ${formatCount(expected)}`
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

function scopeText(namespaces: readonly string[]): string {
  if (namespaces.length === 0) return 'in this cluster'
  return `in ${namespaces.length <= 2 ? namespaces.join(' and ') : `${namespaces.length} namespaces`}`
}
