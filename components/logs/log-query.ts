'use client'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { editQuery, writeQuery } from '@/components/ui/address'
import type { LogFilter } from '@/lib/logs/log-filter'
import type { LogTarget } from '@/lib/logs/log-question'

export const ranges = ['tail', '5m', '1h', 'all'] as const
/** How far back lines are read. */
export type LogRange = (typeof ranges)[number]

export const rangeNames: Readonly<Record<LogRange, string>> = {
  tail: 'Last 200 lines each',
  '5m': 'Last 5 minutes',
  '1h': 'Last hour',
  all: 'All there are',
}

const rangeParameters: Readonly<Record<LogRange, Readonly<Record<string, string>>>> = {
  tail: {},
  '5m': { since: '300', tail: 'all' },
  '1h': { since: '3600', tail: 'all' },
  all: { tail: 'all' },
}

/** What of the logs is looked at, as the address says it, and how to look at something else. */
export interface LogQuery {
  readonly filter: LogFilter
  readonly filtered: boolean
  readonly range: LogRange
  readonly previous: boolean
  setText(text: string): void
  togglePod(pod: string): void
  toggleContainer(container: string): void
  setRange(range: LogRange): void
  togglePrevious(): void
  clear(): void
}

/** Parameters `q`, `only` (pods), `container`, `range`, `previous`; all others are the page's. */
export function useLogQuery(): LogQuery {
  const search = useSearchParams().toString()
  return useMemo(() => {
    const query = new URLSearchParams(search)
    const edit = (edits: Readonly<Record<string, readonly string[]>>, step: 'push' | 'replace' = 'push') =>
      writeQuery(editQuery(new URLSearchParams(window.location.search), edits), step)
    const filter: LogFilter = {
      text: query.get('q') ?? '',
      pods: query.getAll('only'),
      containers: query.getAll('container'),
    }
    const range = ranges.find((known) => known === query.get('range')) ?? 'tail'
    const previous = query.get('previous') === '1'
    return {
      filter,
      filtered: filter.text !== '' || filter.pods.length > 0 || filter.containers.length > 0,
      range,
      previous,
      setText: (text) => edit({ q: text === '' ? [] : [text] }, 'replace'),
      togglePod: (pod) => edit({ only: toggled(filter.pods, pod) }),
      toggleContainer: (container) => edit({ container: toggled(filter.containers, container) }),
      setRange: (next) => edit({ range: next === 'tail' ? [] : [next] }),
      togglePrevious: () => edit({ previous: previous ? [] : ['1'] }),
      clear: () => edit({ q: [], only: [], container: [] }),
    }
  }, [search])
}

function toggled(picks: readonly string[], name: string): readonly string[] {
  return picks.includes(name) ? picks.filter((pick) => pick !== name) : [...picks, name].sort()
}

/** The API's parameters for whose logs, how far back and which run. */
export function formatLogQuestion(namespace: string, target: LogTarget, range: LogRange, previous: boolean): string {
  const query = new URLSearchParams({ namespace, ...rangeParameters[range] })
  if ('pods' in target) for (const pod of target.pods) query.append('pod', pod)
  else for (const [name, value] of Object.entries(target)) query.set(name, value)
  query.set(previous ? 'previous' : 'follow', '1')
  return query.toString()
}
