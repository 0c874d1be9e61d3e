'use client'
import Link from 'next/link'
import { HealthMark, healthWords } from '@/components/ui/health'
import { looks } from '@/components/ui/looks'
import { formatCount } from '@/lib/format/count'
import { type Health, healthOrder } from '@/lib/views/view'

export interface CountBlockProps {
  readonly title: string
  /** Null while it is not known, or may not be. */
  readonly total: number | null
  readonly counts: Readonly<Record<string, number>>
  /** Why there is no number, or what it is of, in a sentence. */
  readonly note: string | null
  /** Where these things are listed, with a state picked or not; none: nowhere yet. */
  readonly address: ((health: Health | null) => string) | null
}

const fills: Readonly<Record<Health, string>> = {
  failed: 'fill-failed',
  degraded: 'fill-degraded',
  progressing: 'fill-progressing',
  paused: 'fill-paused',
  healthy: 'fill-healthy',
}

/** One big number, and which states it is made of: as a bar, and in words. */
export function CountBlock({ title, total, counts, note, address }: CountBlockProps) {
  const states = healthOrder.filter((health) => (counts[health] ?? 0) > 0)
  return (
    <section className="min-w-0 px-4 py-4 md:px-6">
      <h2 className={looks.heading}>{title}</h2>
      <p className="mt-1 text-3xl font-semibold tracking-tight tabular-nums">
        {total === null ? (
          <span className="text-quiet">–</span>
        ) : address === null ? (
          formatCount(total)
        ) : (
          <Link href={address(null)} prefetch={false} className="hover:text-accent">
            {formatCount(total)}
          </Link>
        )}
      </p>
      <Bar states={states} counts={counts} />
      {note !== null && <p className="text-quiet">{note}</p>}
      <ul className="max-sm:flex max-sm:flex-wrap max-sm:gap-x-5">
        {states.map((health) => (
          <li key={health}>
            <State health={health} count={counts[health] ?? 0} address={address} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface StateProps extends Pick<CountBlockProps, 'address'> {
  readonly health: Health
  readonly count: number
}

function State({ health, count, address }: StateProps) {
  const words = (
    <>
      <HealthMark health={health} />
      <span className="grow max-sm:sr-only">{healthWords[health]}</span>
      <span className="font-medium tabular-nums">{formatCount(count)}</span>
    </>
  )
  const looksLike = '-mx-2 flex h-7 items-center gap-2 rounded-md px-2 max-sm:gap-1.5'
  if (address === null) return <span className={looksLike}>{words}</span>
  return (
    <Link href={address(health)} prefetch={false} className={`${looksLike} hover:bg-hover`}>
      {words}
    </Link>
  )
}

const least = 1.5

/** Widths are shares, but what is there at all is never too thin to see. */
function Bar({ states, counts }: { states: readonly Health[]; counts: Readonly<Record<string, number>> }) {
  const all = states.reduce((sum, health) => sum + (counts[health] ?? 0), 0)
  const widths = states.map((health) => Math.max(least, (100 * (counts[health] ?? 0)) / all))
  const scale = 100 / widths.reduce((sum, width) => sum + width, 0)
  return (
    <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="my-2 block h-1.5 w-full rounded-sm">
      <rect width="100" height="4" className="fill-line" />
      {states.map((health, place) => {
        const start = scale * widths.slice(0, place).reduce((sum, width) => sum + width, 0)
        return <rect key={health} x={start} width={scale * (widths[place] ?? 0)} height="4" className={fills[health]} />
      })}
    </svg>
  )
}
