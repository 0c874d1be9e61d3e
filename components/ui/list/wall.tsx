'use client'
import { CircleSlash, Inbox, LoaderCircle, Lock, type LucideIcon, OctagonAlert, SearchX } from 'lucide-react'
import { looks } from '@/components/ui/looks'
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
        <Said icon={LoaderCircle} title={`Loading ${noun.many}`} late>
          {state.loaded > 0 && <p>{loadedOf(state.loaded, state.expected)}</p>}
        </Said>
      )
    case 'empty':
      return <Empty what={noun.many} where={where} />
    case 'no-match':
      return <NoMatch what={noun.many} where={where} onClear={onClear} />
    case 'forbidden':
      return (
        <Said icon={Lock} title={`You may not list ${noun.many}`}>
          <p>{state.problem.sentence}</p>
          <pre className="rounded-md border border-line px-3 py-2 text-left font-mono text-sm whitespace-pre-wrap">
            {resources.map((resource) => `kubectl auth can-i list ${resource}`).join('\n')}
          </pre>
          <p className="text-sm">Whoever administers the cluster can grant it with a Role or ClusterRole.</p>
        </Said>
      )
    case 'absent':
      return (
        <Said icon={CircleSlash} title={`This cluster has no ${noun.many}`}>
          <p>{state.problem.sentence}</p>
        </Said>
      )
    case 'broken':
      return (
        <Said icon={OctagonAlert} title={`${capital(noun.many)} cannot be shown`}>
          <p>{state.problem.sentence}</p>
          {state.problem.detail !== null && <p className="font-mono text-sm break-words">{state.problem.detail}</p>}
          <button type="button" className={looks.button} onClick={() => window.location.reload()}>
            Try again
          </button>
        </Said>
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
  return <Said icon={Inbox} title={`No ${what} ${where}`} />
}

function NoMatch({ what, where, onClear }: NothingProps & { onClear(): void }) {
  return (
    <Said icon={SearchX} title="Nothing matches">
      <p>
        There are {what} {where}, but none that pass this filter.
      </p>
      <button type="button" className={looks.button} onClick={onClear}>
        Clear filter
      </button>
    </Said>
  )
}

interface SaidProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly late?: boolean
  readonly children?: React.ReactNode
}

function Said({ icon: Icon, title, late = false, children }: SaidProps) {
  return (
    <div
      role="status"
      className={`mx-auto flex max-w-lg flex-col items-center gap-3 px-6 py-16 text-center text-quiet ${late ? 'animate-appear' : ''}`}
    >
      <Icon aria-hidden size={24} strokeWidth={1.5} />
      <p className="text-lg font-medium text-ink">{title}</p>
      {children}
    </div>
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
