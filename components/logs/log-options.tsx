'use client'
import { looks } from '@/components/ui/looks'
import type { LogLooks } from './log-looks'
import { type LogQuery, rangeNames, ranges } from './log-query'

/** How far back lines are read. */
export function RangeChoice({ query }: { readonly query: LogQuery }) {
  return (
    <select
      aria-label="How far back"
      value={query.range}
      className={`${looks.button} bg-surface`}
      onChange={(event) => {
        const range = ranges.find((known) => known === event.target.value)
        if (range !== undefined) query.setRange(range)
      }}
    >
      {ranges.map((range) => (
        <option key={range} value={range}>
          {rangeNames[range]}
        </option>
      ))}
    </select>
  )
}

export function PreviousToggle({ query }: { readonly query: LogQuery }) {
  return (
    <button
      type="button"
      aria-pressed={query.previous}
      aria-keyshortcuts="p"
      title="The run before the last restart (p)"
      className={`${looks.button} ${query.previous ? 'border-accent bg-chosen font-medium' : ''}`}
      onClick={query.togglePrevious}
    >
      Previous run
    </button>
  )
}

const zones = [
  ['utc', 'UTC'],
  ['local', 'Your clock'],
  ['off', 'None'],
] as const

/** Times and wrapping. */
export function LooksChoice({ logLooks }: { readonly logLooks: LogLooks }) {
  return (
    <>
      <fieldset className="mb-2 min-w-48">
        <legend className={`${looks.heading} px-2 py-1`}>Times (t)</legend>
        {zones.map(([value, name]) => (
          <label key={value} className={looks.entry}>
            <input
              type="radio"
              name="log-times"
              checked={(logLooks.zone ?? 'off') === value}
              onChange={() => logLooks.setZone(value === 'off' ? null : value)}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <fieldset className="min-w-48">
        <legend className={`${looks.heading} px-2 py-1`}>Long lines</legend>
        <label className={looks.entry}>
          <input type="checkbox" checked={logLooks.wrap} onChange={logLooks.toggleWrap} />
          Wrap (w)
        </label>
      </fieldset>
    </>
  )
}
