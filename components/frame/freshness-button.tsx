'use client'
import { type Connection, useConnection } from '@/components/live/use-connection'
import { useNow } from '@/components/live/use-now'
import { HealthMark } from '@/components/ui/health'
import { looks } from '@/components/ui/looks'
import { formatClock } from '@/components/ui/now'
import { Opener } from '@/components/ui/opener'
import { usePageFreshness } from '@/components/ui/page-freshness'
import { formatCount } from '@/lib/format/count'
import { coverageOf, sayNamespaces } from '@/lib/live/coverage'
import type { Coverage, Freshness, FreshnessByType } from '@/lib/live/freshness'
import type { Health } from '@/lib/views/view'

interface Said {
  readonly health: Health
  readonly text: string
}

/**
 * How far what is on screen can be trusted: live, late, or as it was at a time, and of which namespaces if not of all;
 * pressed, for each type of resource.
 */
export function FreshnessButton() {
  const connection = useConnection()
  const types = usePageFreshness()
  const now = useNow(1000)
  const own = sayConnection(connection, now)
  const { health, text } = connection.state === 'live' ? worstOf(types) : own
  const face = (
    <>
      <HealthMark health={health} />
      <span className={health === 'healthy' ? 'max-md:sr-only' : 'text-ink max-sm:sr-only'}>{text}</span>
    </>
  )
  return (
    <Opener label={`${text}: how fresh this page is`} align="end" className={looks.quietButton} face={face}>
      {() => <FreshnessList connection={own.text} types={types} />}
    </Opener>
  )
}

function FreshnessList({ connection, types }: { connection: string; types: FreshnessByType }) {
  return (
    <div className="w-96 max-w-full p-2">
      <p className="pb-2">
        This browser: <span className="font-medium">{connection}</span>
      </p>
      <ul className="border-t border-line">
        {Object.entries(types).map(([type, freshness]) => (
          <li key={type} className="flex items-start gap-2 border-b border-line py-1.5 last:border-0">
            <span className="mt-1">
              <HealthMark health={sayOne(freshness).health} />
            </span>
            <span className="min-w-0 grow">
              <span className="font-mono text-sm">{type}</span>
              {freshness.coverage !== undefined && <Covered coverage={freshness.coverage} />}
              {'problem' in freshness && <span className="block text-quiet">{freshness.problem.sentence}</span>}
            </span>
            <span className="shrink-0 text-sm text-quiet">
              {sayOne(freshness).text}
              {freshness.state === 'live' && ` since ${formatClock(freshness.since)}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Where a type's rows are from; all names are told to who points at it. */
function Covered({ coverage: { namespaces, refused, omitted } }: { coverage: Coverage }) {
  return (
    <>
      {namespaces.length > 0 && (
        <span className="block text-quiet" title={namespaces.join(', ')}>
          Of {sayNamespaces(namespaces)} only
          {omitted > 0 && `; ${formatCount(omitted)} more are too many to follow`}
        </span>
      )}
      {refused.length > 0 && (
        <span className="block text-quiet" title={refused.join(', ')}>
          Refused in {sayNamespaces(refused)}
        </span>
      )}
    </>
  )
}

function sayConnection(connection: Connection, now: number): Said {
  switch (connection.state) {
    case 'connecting':
      return { health: 'progressing', text: 'Connecting' }
    case 'signed-out':
      return { health: 'failed', text: 'Signed out' }
    case 'offline':
      return { health: 'failed', text: `Offline since ${formatClock(connection.since)}` }
    case 'behind':
      return { health: 'degraded', text: `${Math.max(1, Math.round((now - connection.since) / 1000))} s behind` }
    case 'live':
      return { health: 'healthy', text: 'Live' }
  }
}

const ranks: readonly Freshness['state'][] = ['broken', 'stale', 'forbidden', 'syncing']

/** That somebody may not list all that a page could show is no news; a page of which they may list nothing is. */
function worstOf(types: FreshnessByType): Said {
  const covered = coverageOf(types)?.namespaces ?? []
  const theirs = Object.values(types).filter((freshness) => !isNotPermitted(freshness))
  for (const rank of ranks) {
    if (rank === 'forbidden' && covered.length > 0) continue
    const [first] = (theirs.length === 0 ? Object.values(types) : theirs)
      .filter(({ state }) => state === rank)
      .sort((a, b) => a.since - b.since)
    if (first !== undefined) return sayOne(first)
  }
  return { health: 'healthy', text: covered.length === 0 ? 'Live' : `Live in ${sayCount(covered)}` }
}

const isNotPermitted = (freshness: Freshness): boolean =>
  freshness.state === 'forbidden' && freshness.problem.code === 'not-permitted'

function sayCount([first, ...more]: readonly string[]): string {
  return more.length === 0 ? `${first}` : `${formatCount(more.length + 1)} namespaces`
}

function sayOne(freshness: Freshness): Said {
  switch (freshness.state) {
    case 'live':
      return { health: 'healthy', text: 'Live' }
    case 'syncing':
      return { health: 'progressing', text: `Loading ${progressOf(freshness.loaded, freshness.expected)}` }
    case 'stale':
      return { health: 'degraded', text: `Stale since ${formatClock(freshness.since)}` }
    case 'forbidden':
      return { health: 'paused', text: 'Forbidden' }
    case 'absent':
      return { health: 'paused', text: 'Absent' }
    case 'broken':
      return { health: 'failed', text: 'Broken' }
  }
}

function progressOf(loaded: number, expected: number | null): string {
  return expected === null ? formatCount(loaded) : `${formatCount(loaded)} of ${formatCount(expected)}`
}
