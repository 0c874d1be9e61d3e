'use client'
import { looks } from '@/components/ui/looks'
import type { LogSourceState } from '@/lib/logs/log-message'
import type { SourceGroup } from './sources'

export interface SourceChoiceProps {
  readonly title: string
  readonly groups: readonly SourceGroup[]
  readonly picks: readonly string[]
  onToggle(name: string): void
}

const stateWords: Readonly<Record<LogSourceState, string>> = {
  open: '',
  waiting: 'waiting',
  ended: 'ended',
  gone: 'gone',
  refused: 'refused',
}

/** Pods or containers as toggles; with none picked all are shown. */
export function SourceChoice({ title, groups, picks, onToggle }: SourceChoiceProps) {
  return (
    <fieldset className="mb-2 min-w-0 last:mb-0">
      <legend className={`${looks.heading} px-2 py-1`}>{title}</legend>
      {groups.map(({ name, colour, sources }) => {
        const picked = picks.includes(name)
        return (
          <button
            key={name}
            type="button"
            aria-pressed={picked}
            className={`${looks.entry} min-w-56 ${picked ? 'bg-chosen font-medium' : ''}`}
            onClick={() => onToggle(name)}
          >
            {colour !== null && <span aria-hidden className={`pod-mark ${colour}`} />}
            <span className="min-w-0 grow font-mono text-sm break-all">{name}</span>
            <span className="text-sm text-quiet">{wordOf(sources.map(({ state }) => state))}</span>
          </button>
        )
      })}
    </fieldset>
  )
}

/** What its containers do, where all do the same. */
function wordOf(states: readonly LogSourceState[]): string {
  const [state = 'open'] = states
  return states.every((other) => other === state) ? stateWords[state] : ''
}
