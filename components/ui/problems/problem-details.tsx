import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { looks } from '@/components/ui/looks'
import { linesOf, type ProblemRow, remediesOf } from '@/lib/views/problems'
import { remedyAddress } from './address'

/** What it does to others, each in a sentence. */
export function Harm({ row }: { row: ProblemRow }) {
  const harms = linesOf(row.harm)
  if (harms.length === 0) return null
  return (
    <ul>
      {harms.map((harm) => (
        <li key={harm}>{harm}</li>
      ))}
    </ul>
  )
}

/** What may be done, most useful first; each leads to where it is done. */
export function Remedies({ cluster, row }: { cluster: string; row: ProblemRow }) {
  return (
    <ul>
      {remediesOf(row).map((remedy) => {
        const href = remedyAddress(cluster, remedy)
        const words = remedy.sentence.replace(/\.$/, '')
        return (
          <li key={words} className="py-0.5 wrap-anywhere">
            {href === undefined ? (
              words
            ) : (
              <Link href={href} prefetch={false} className={looks.link}>
                {words}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** The cluster's own words, each with where they stand. */
export function Evidence({ row }: { row: ProblemRow }) {
  return (
    <ul className="border-l-2 border-line pl-3 font-mono text-sm">
      {linesOf(row.evidence).map((line) => (
        <li key={line} className="py-0.5 wrap-anywhere">
          {line}
        </li>
      ))}
    </ul>
  )
}

/** The evidence, folded until somebody wants to know. */
export function Why({ row }: { row: ProblemRow }) {
  if (linesOf(row.evidence).length === 0) return null
  return (
    <details className="group">
      <summary className="inline-flex h-6 cursor-pointer list-none items-center gap-1 rounded-sm text-quiet hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="group-open:rotate-90" />
        Why
      </summary>
      <div className="mt-1 mb-1.5">
        <Evidence row={row} />
      </div>
    </details>
  )
}
