'use client'
import { CircleSlash, Inbox, LoaderCircle, OctagonAlert, SearchX } from 'lucide-react'
import { looks } from '@/components/ui/looks'
import { Message } from '@/components/ui/message'
import { MissingRight, type Right } from '@/components/ui/missing-right'
import { formatCount } from '@/lib/format/count'
import { joinNames } from '@/lib/live/coverage'
import type { Coverage, Problem } from '@/lib/live/freshness'
import type { Question } from '@/lib/live/question'
import type { ViewState } from '@/lib/live/view-state'

export interface WallProps {
  readonly state: ViewState
  readonly total: number
  readonly noun: { readonly one: string; readonly many: string }
  readonly question: Question
  /** Where rows are from, if not from all namespaces. */
  readonly covered: Coverage | null
  /** What rows the rights are needed for, as in `pods`. */
  readonly resources: readonly string[]
  onClear(): void
}

/** What stands where rows would be when there are none, and why. */
export function Wall({ state, total, noun, question, covered, resources, onClear }: WallProps) {
  const where = scopeText(question.namespaces, covered)
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
        <MissingRight
          title={`${whoMayNot(state.problem)} may not list ${noun.many}${question.namespaces.length === 0 ? '' : ` ${where}`}`}
          sentence={state.problem.sentence}
          rights={rightsFor(resources, question.namespaces)}
        />
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

/** A right is missing to who looks, or to who reads for all. */
const whoMayNot = ({ code }: Problem) => (code === 'forbidden' ? 'Quarterdeck' : 'You')

/** One command for each type and namespace, and of many namespaces the first. */
function rightsFor(resources: readonly string[], namespaces: readonly string[]): readonly Right[] {
  const where = namespaces.length === 0 ? [null] : namespaces.slice(0, Math.max(1, Math.floor(8 / resources.length)))
  return where.flatMap((namespace) => resources.map((resource) => ({ verb: 'list', resource, namespace })))
}

/** Where nothing was found: said of no more than was looked at. */
function scopeText(namespaces: readonly string[], covered: Coverage | null): string {
  if (namespaces.length > 0) return `in ${joinNames(namespaces)}`
  return covered === null ? 'in this cluster' : `in ${joinNames(covered.namespaces)}`
}
