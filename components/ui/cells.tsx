import { HealthMark, healthInk } from '@/components/ui/health'
import type { Health } from '@/lib/views/view'

/** A name, in the letters that tell l from 1. Too long, it loses its beginning: names differ at their end. */
export function Name({ children, cut = 'start' }: { children: string; cut?: 'start' | 'end' }) {
  const side = cut === 'start' ? '[direction:rtl] text-left' : ''
  return (
    <span className={`block truncate font-mono text-sm ${side}`} title={children}>
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

export function Ratio({ part, whole }: { part: number; whole: number | null }) {
  if (whole === null) return <>{part}</>
  return (
    <span className={part < whole ? 'font-medium' : undefined}>
      {part}/{whole}
    </span>
  )
}

export function Quiet({ children }: { children: string | number | null }) {
  return <span className="text-quiet">{children === null || children === '' ? '–' : children}</span>
}

/** Mark and name of a state, for where it is the only thing said. */
export function HealthCell({ health }: { health: Health }) {
  return <HealthMark health={health} named />
}
