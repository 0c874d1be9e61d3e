import type { ReactNode } from 'react'
import { Age } from '@/components/ui/now'
import { formatAge } from '@/lib/format/age'
import type { Fact } from '@/lib/objects/details/detail'

/** What is so, term by term; facts of one term stand below each other. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const byTerm = Map.groupBy(facts, ({ term }) => term)
  return (
    <dl className="grid grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      {[...byTerm].map(([term, those]) => (
        <Term key={term} term={term}>
          {those.map((fact) => (
            <span key={`${fact.text} ${fact.at} ${fact.ms}`} className="block">
              <Value fact={fact} />
            </span>
          ))}
        </Term>
      ))}
    </dl>
  )
}

/** One term and what it is, as a line of a `dl` of two columns. */
export function Term({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid">
      <dt className="text-quiet">{term}</dt>
      <dd className="min-w-0 wrap-break-word">{children}</dd>
    </div>
  )
}

function Value({ fact: { text, at, ms } }: { fact: Fact }) {
  if (at !== undefined)
    return (
      <>
        <Age at={at} /> ago
      </>
    )
  return ms === undefined ? text : formatLength(ms)
}

/** How long something takes or took, as kubectl writes durations. */
export const formatLength = (ms: number): string => formatAge(ms, 0)
