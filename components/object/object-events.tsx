'use client'
import { Inbox } from 'lucide-react'
import { useMemo } from 'react'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { HealthMark } from '@/components/ui/health'
import { Wall } from '@/components/ui/list/wall'
import { Message } from '@/components/ui/message'
import { Age } from '@/components/ui/now'
import { useShownObject } from '@/components/ui/object/shown-object'
import { useReportFreshness } from '@/components/ui/page-freshness'
import { formatCount } from '@/lib/format/count'
import type { Question } from '@/lib/live/question'
import { viewState } from '@/lib/live/view-state'
import { type EventFold, foldEvents } from '@/lib/objects/fold-events'
import { type EventRow, eventsShape } from '@/lib/views/events'

export interface ObjectEventsProps {
  readonly cluster: string
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
  /** With those of all that it owns. */
  readonly withOwned: boolean
}

const most = 500
/** Events that are nearer to each other happened at once, to a reader. */
const minute = 60_000

type Asked = Omit<ObjectEventsProps, 'cluster'>

function questionOf({ kind, namespace, name, withOwned }: Asked): Question {
  return {
    namespaces: namespace === null ? [] : [namespace],
    text: '',
    facets: { [withOwned ? 'owner' : 'object']: [`${kind}/${name}`] },
    sort: eventsShape.defaultSort,
    offset: 0,
    limit: most,
  }
}

/** What happened to an object, folded by reason, the newest first. */
export function ObjectEvents(props: ObjectEventsProps) {
  const { cluster, kind, namespace, name } = props
  const shown = useShownObject()
  // What is itself owned gives the events of what it owns to its owner.
  const withOwned = props.withOwned && shown?.detail.owner === null
  const question = useMemo(() => questionOf({ kind, namespace, name, withOwned }), [kind, namespace, name, withOwned])
  const table = useTable<EventRow>(cluster, 'events', question)
  useReportFreshness(table.freshness)
  const state = viewState(eventsShape.primary, table, useConnection(), question.namespaces)
  // A kubelet writes the node's name where the UID should be (pkg/kubelet, nodeRef), so a node's events are told by name.
  const folds = foldEvents(rowsOf(table), withOwned || kind === 'Node' ? undefined : shown?.uid)
  if (folds.length === 0 && ['live', 'stale', 'empty', 'no-match'].includes(state.state))
    return (
      <Message icon={Inbox} title="No events">
        <p>Kubernetes keeps events for an hour. What happens from now on shows here.</p>
      </Message>
    )
  if (folds.length === 0)
    return (
      <Wall
        state={state}
        total={table.total}
        noun={{ one: 'event', many: 'events' }}
        question={question}
        covered={null}
        resources={eventsShape.primary}
        onClear={() => undefined}
      />
    )
  return (
    <ul className="divide-y divide-line" aria-label="Events">
      {folds.map((fold) => (
        <Fold key={fold.key} fold={fold} named={withOwned} />
      ))}
    </ul>
  )
}

function rowsOf({ keys, offset, rowAt }: ReturnType<typeof useTable<EventRow>>): readonly EventRow[] {
  return keys.flatMap((_, index) => rowAt(offset + index) ?? [])
}

function Fold({ fold, named }: { fold: EventFold; named: boolean }) {
  const { warning, reason, count, firstAt, lastAt, events } = fold
  const [newest, ...older] = events
  if (newest === undefined) return null
  return (
    <li className="px-4 py-2.5 md:px-5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <HealthMark health={warning ? 'degraded' : 'paused'} />
        <span className="sr-only">{warning ? 'Warning' : 'Normal'}</span>
        <span className={`font-medium ${warning ? 'text-degraded' : ''}`}>{reason}</span>
        {count > 1 && <span className="text-quiet tabular-nums">× {formatCount(count)}</span>}
        <span className="ml-auto text-sm text-quiet">
          {firstAt > 0 && lastAt - firstAt > minute && (
            <>
              <Age at={firstAt} /> –{' '}
            </>
          )}
          <Age at={lastAt} /> ago
        </span>
      </div>
      <div className="pl-6">
        <One event={newest} named={named} />
        {older.length > 0 && (
          <details>
            <summary className="cursor-pointer text-sm text-quiet">{older.length} more</summary>
            <ul className="mt-1 space-y-1">
              {older.map((event) => (
                <li key={event.key}>
                  <One event={event} named={named} aged />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  )
}

function One({ event, named, aged = false }: { event: EventRow; named: boolean; aged?: boolean }) {
  const { object, message, container, source, count, lastAt } = event
  return (
    <p className="wrap-anywhere">
      {named && <span className="font-mono text-sm">{object} </span>}
      {message}
      <span className="text-sm text-quiet">
        {' '}
        {[container === null ? '' : `container ${container}`, source].filter(Boolean).join(', ')}
        {aged && (
          <>
            {count > 1 && `, × ${formatCount(count)}`}, <Age at={lastAt} /> ago
          </>
        )}
      </span>
    </p>
  )
}
