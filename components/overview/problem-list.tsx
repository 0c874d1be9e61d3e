'use client'
import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { HealthMark, healthInk } from '@/components/ui/health'
import { looks } from '@/components/ui/looks'
import { formatCount } from '@/lib/format/count'
import type { Health } from '@/lib/views/view'

export interface ProblemLine {
  readonly key: string
  readonly health: Health
  readonly what: string
  readonly name: string
  readonly where: string | null
  readonly status: string
  readonly reason: string | null
  /** How much of it still works, as in `2/3 ready`. */
  readonly extent: string | null
  readonly href: string
}

export interface ProblemListProps {
  readonly title: string
  readonly lines: readonly ProblemLine[]
  /** How many there are, shown here or not. */
  readonly matched: number
  readonly href: string
  /** Said when there are none. */
  readonly well: string
  /** Why it is not known whether there are any; null when it is. */
  readonly unknown: string | null
}

/** What is broken, worst first, each in a sentence and one press from its line in the list. */
export function ProblemList({ title, lines, matched, href, well, unknown }: ProblemListProps) {
  return (
    <section className="border-t border-line py-4">
      <div className="flex items-baseline gap-3 px-4 pb-2 md:px-6">
        <h2 className="text-lg font-semibold">{title}</h2>
        {matched > 0 && (
          <Link href={href} prefetch={false} className={looks.link}>
            {matched > lines.length
              ? `${formatCount(lines.length)} of ${formatCount(matched)}: show all`
              : 'Show in the list'}
          </Link>
        )}
      </div>
      {unknown !== null && <p className="animate-appear px-4 py-2 text-quiet md:px-6">{unknown}</p>}
      {unknown === null && matched === 0 && (
        <p className="flex items-center gap-2 px-4 py-2 text-quiet md:px-6">
          <CircleCheck aria-hidden size={16} className="text-healthy" />
          {well}
        </p>
      )}
      <ul>
        {lines.map((line) => (
          <li key={line.key}>
            <Problem line={line} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Problem({ line }: { line: ProblemLine }) {
  const { health, what, name, where, status, reason, extent, href } = line
  return (
    <Link
      href={href}
      prefetch={false}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2.5 border-t border-line px-4 py-2 hover:bg-hover md:px-6 lg:grid-cols-[auto_minmax(0,20rem)_minmax(0,1fr)_auto]"
    >
      <span className="mt-1">
        <HealthMark health={health} named />
      </span>
      <span className="min-w-0">
        <span className="font-mono font-medium break-all">{name}</span>
        <span className="block text-sm text-quiet">{where === null ? what : `${what} in ${where}`}</span>
      </span>
      <span className="min-w-0 max-lg:order-last max-lg:col-span-2 max-lg:col-start-2 max-lg:mt-1">
        <span className={`font-medium ${healthInk[health]}`}>{status}</span>
        {reason !== null && <span className="line-clamp-2 break-words">{reason}</span>}
      </span>
      <span className="text-right whitespace-nowrap text-quiet">{extent}</span>
    </Link>
  )
}
