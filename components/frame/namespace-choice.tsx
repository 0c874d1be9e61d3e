'use client'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTable } from '@/components/live/use-table'
import { HealthMark } from '@/components/ui/health'
import { looks } from '@/components/ui/looks'
import { formatCount } from '@/lib/format/count'
import { coverageOf } from '@/lib/live/coverage'
import { type Question, windowLimit } from '@/lib/live/question'
import { type NamespaceRow, namespacesShape } from '@/lib/views/namespaces'

export interface NamespaceChoiceProps {
  readonly cluster: string
  readonly chosen: readonly string[]
  onChoose(namespaces: readonly string[]): void
}

/**
 * All namespaces, searchable, each with its state and its size. What is typed is asked of the server: there may be
 * thousands. Where they may not be listed, those that pods and workloads are read from.
 */
export default function NamespaceChoice({ cluster, chosen, onChoose }: NamespaceChoiceProps) {
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim().toLowerCase())
  const question = useMemo<Question>(
    () => ({ namespaces: [], text, facets: {}, sort: namespacesShape.defaultSort, offset: 0, limit: windowLimit }),
    [text],
  )
  const table = useTable<NamespaceRow>(cluster, 'namespaces', question)
  const rows = table.keys.flatMap((_, place) => table.rowAt(table.offset + place) ?? [])
  const covered = rows.length === 0 ? (coverageOf(table.freshness)?.namespaces ?? []) : []
  const readable = covered.filter((name) => name.includes(text))
  const found = new Set([...rows.map(({ name }) => name), ...readable])
  const absent = text === '' && table.state === 'ready' ? chosen.filter((name) => !found.has(name)) : []
  const toggle = (name: string) =>
    onChoose(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name])
  return (
    <div className="w-72 max-w-full">
      <div className="sticky top-0 bg-float p-1">
        <input
          autoFocus
          type="search"
          aria-label="Search namespaces"
          placeholder="Search namespaces"
          autoComplete="off"
          spellCheck={false}
          className={looks.field}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <button type="button" aria-pressed={chosen.length === 0} className={looks.entry} onClick={() => onChoose([])}>
        <span className={chosen.length === 0 ? 'font-medium' : 'text-accent'}>
          {covered.length === 0 ? 'All namespaces' : 'All that may be read'}
        </span>
      </button>
      {absent.map((name) => (
        <Entry
          key={name}
          name={name}
          note={covered.length === 0 ? 'not in this cluster' : 'not readable'}
          checked
          onToggle={() => toggle(name)}
        />
      ))}
      {readable.map((name) => (
        <Entry key={name} name={name} note="" checked={chosen.includes(name)} onToggle={() => toggle(name)} />
      ))}
      {rows.map((row) => (
        <Entry
          key={row.key}
          name={row.name}
          mark={<HealthMark health={row.health} named />}
          note={`${formatCount(row.pods)} ${row.pods === 1 ? 'pod' : 'pods'}`}
          checked={chosen.includes(row.name)}
          onToggle={() => toggle(row.name)}
        />
      ))}
      <p role="status" className="px-2 py-1 text-sm text-quiet empty:hidden">
        {readable.length > 0 ? '' : noteOn(table)}
      </p>
    </div>
  )
}

interface EntryProps {
  readonly name: string
  readonly mark?: React.ReactNode
  readonly note: string
  readonly checked: boolean
  onToggle(): void
}

function Entry({ name, mark, note, checked, onToggle }: EntryProps) {
  return (
    <label className={looks.entry}>
      <input type="checkbox" checked={checked} onChange={onToggle} />
      {mark}
      <span className="min-w-0 grow truncate font-mono text-sm" title={name}>
        {name}
      </span>
      <span className="shrink-0 text-sm text-quiet">{note}</span>
    </label>
  )
}

function noteOn({ state, problem, matched, keys }: ReturnType<typeof useTable<NamespaceRow>>): string {
  if (problem !== null) return problem.sentence
  if (state === 'loading') return ''
  if (matched === 0) return 'No namespace of that name'
  return matched > keys.length ? `${formatCount(matched - keys.length)} more: search to find them` : ''
}
