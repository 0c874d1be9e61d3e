'use client'
import { memo, type ReactNode, useState } from 'react'
import { HealthMark, healthWords, isHealth } from '@/components/ui/health'
import { looks } from '@/components/ui/looks'
import { formatCount } from '@/lib/format/count'
import type { FacetCounts } from '@/lib/live/message'
import type { ViewShape } from '@/lib/views/view'

export interface FacetsProps {
  readonly shape: ViewShape
  readonly counts: FacetCounts
  readonly picks: Readonly<Record<string, readonly string[]>>
  titleOf(facet: string): string
  readonly wordOf?: ((facet: string, value: string) => ReactNode) | undefined
  onToggle(facet: string, value: string): void
}

const few = 8
const many = 100

const none: readonly string[] = []
const nothing: Readonly<Record<string, number>> = {}

/** What may be picked, with how many lines each would show. A group is drawn when its own counts change. */
export const Facets = memo(function Facets({ shape, counts, picks, ...rest }: FacetsProps) {
  return (
    <>
      {shape.facets.map((facet) => (
        <FacetGroup
          key={facet}
          facet={facet}
          shape={shape}
          counts={counts[facet] ?? nothing}
          picks={picks[facet] ?? none}
          {...rest}
        />
      ))}
    </>
  )
})

interface FacetGroupProps extends Pick<FacetsProps, 'shape' | 'titleOf' | 'wordOf' | 'onToggle'> {
  readonly facet: string
  readonly counts: Readonly<Record<string, number>>
  readonly picks: readonly string[]
}

const FacetGroup = memo(function FacetGroup({
  facet,
  shape,
  counts,
  picks,
  titleOf,
  wordOf,
  onToggle,
}: FacetGroupProps) {
  const [all, setAll] = useState(false)
  const values = valuesOf(shape, facet, counts, picks)
  if (values.length === 0) return null
  const shown = values.slice(0, all ? many : few)
  return (
    <fieldset className="mb-4 min-w-0">
      <legend className={`${looks.heading} mb-1 px-2`}>{titleOf(facet)}</legend>
      {shown.map(([value, count]) => {
        const picked = picks.includes(value)
        return (
          <button
            key={value}
            type="button"
            aria-pressed={picked}
            className={`flex h-7 w-full items-center gap-2 rounded-md px-2 text-left ${picked ? 'bg-chosen font-medium' : 'hover:bg-hover'} ${count === 0 && !picked ? 'text-quiet' : ''}`}
            onClick={() => onToggle(facet, value)}
          >
            <span className="min-w-0 grow truncate" title={value}>
              {wordOf?.(facet, value) ?? <PlainWord value={value} />}
            </span>
            <span className="text-sm text-quiet tabular-nums">{formatCount(count)}</span>
          </button>
        )
      })}
      {values.length > few && (
        <button type="button" className={`${looks.link} h-7 px-2 text-sm`} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${formatCount(Math.min(values.length, many) - few)} more`}
        </button>
      )}
    </fieldset>
  )
})

function PlainWord({ value }: { value: string }) {
  if (!isHealth(value)) return value === '' ? '(none)' : value
  return (
    <span className="flex items-center gap-2">
      <HealthMark health={value} />
      {healthWords[value]}
    </span>
  )
}

/** A facet's values: in the view's own order where it has one, else the most frequent first; picks are always among them. */
function valuesOf(shape: ViewShape, facet: string, counts: Readonly<Record<string, number>>, picks: readonly string[]) {
  const values = new Map(Object.entries(counts))
  for (const pick of picks) if (!values.has(pick)) values.set(pick, 0)
  const order = shape.orders[facet]
  if (order !== undefined) return [...values].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  const rank = ([value]: readonly [string, number]) => (picks.includes(value) ? 0 : 1)
  return [...values].sort((a, b) => rank(a) - rank(b) || b[1] - a[1] || a[0].localeCompare(b[0], 'en'))
}
