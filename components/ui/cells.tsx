import { HealthMark, healthInk, healthWords } from '@/components/ui/health'
import type { Health } from '@/lib/views/view'

/** A name, in the letters that tell l from 1. Too long, it loses its beginning: names differ at their end. */
export function Name({ children, cut = 'start' }: { children: string; cut?: 'start' | 'end' }) {
  if (cut === 'end')
    return (
      <span className="font-mono text-sm" title={children}>
        {children}
      </span>
    )
  return (
    <span className="block truncate text-left font-mono text-sm leading-5 [direction:rtl]" title={children}>
      <bdi dir="ltr">{children}</bdi>
    </span>
  )
}

/** A state's own word in its colour; the mark beside it has the shape. */
export function Status({ health, children, title }: { health: Health; children: string; title?: string | null }) {
  return (
    <span className={health === 'healthy' ? undefined : healthInk[health]} title={title ?? undefined}>
      {children}
    </span>
  )
}

/** So many of so many; the weight tells when some are missed. */
export function Ratio({ part, whole, missed }: { part: number; whole: number | null; missed: boolean }) {
  if (whole === null) return <>{part}</>
  return (
    <span className={missed && part < whole ? 'font-medium' : undefined}>
      {part}/{whole}
    </span>
  )
}

export function Quiet({ children }: { children: string | number | null }) {
  return <span className="text-quiet">{children === null || children === '' ? '–' : children}</span>
}

/** A state by its mark alone; where a line is shown in full, with its word. */
export function HealthCell({ health }: { health: Health }) {
  return (
    <>
      <span className="inline-block align-middle">
        <HealthMark health={health} named />
      </span>
      <span aria-hidden className="ml-2 hidden in-[dd]:inline">
        {healthWords[health]}
      </span>
    </>
  )
}
