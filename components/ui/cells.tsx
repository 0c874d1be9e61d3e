import { HealthMark, healthInk, healthWords } from '@/components/ui/health'
import type { Cell } from '@/components/ui/list/cell'
import { Age } from '@/components/ui/now'
import { Restarts } from '@/components/ui/restarts'
import type { Health } from '@/lib/views/view'

const quiet = 'text-quiet'

/** A name, in the letters that tell l from 1. Too long, it loses its beginning: names differ at their end. */
export function nameCell(name: string, cut: 'start' | 'end' = 'start'): Cell {
  if (cut === 'end') return { content: name, title: name, looks: 'font-mono text-sm' }
  return { content: <bdi dir="ltr">{name}</bdi>, title: name, looks: 'font-mono text-sm text-left [direction:rtl]' }
}

/** A state's own word in its colour; the mark beside it has the shape. */
export function statusCell(health: Health, status: string, reason: string | null): Cell {
  return { content: status, title: reason ?? undefined, looks: inkOf(health) }
}

/** A state's word, and beside it why. */
export function reasonedCell(health: Health, status: string, reason: string | null): Cell {
  if (reason === null) return statusCell(health, status, null)
  const content = (
    <>
      <span className={inkOf(health)}>{status}</span>
      <span className="ml-2 text-quiet">{reason}</span>
    </>
  )
  return { content, title: reason }
}

const inkOf = (health: Health) => (health === 'healthy' ? undefined : healthInk[health])

/** So many of so many; the weight tells when some are missed. */
export function ratioCell(part: number, whole: number | null, missed: boolean): Cell {
  if (whole === null) return { content: part }
  return { content: `${part}/${whole}`, looks: missed && part < whole ? 'font-medium' : undefined }
}

export function quietCell(value: string | number | null): Cell {
  return { content: value === null || value === '' ? '–' : value, looks: quiet }
}

export function ageCell(at: number | null): Cell {
  return at === null ? quietCell(null) : { content: <Age at={at} /> }
}

/** A state by its mark alone; where a line is shown in full, with its word. */
export function healthCell(health: Health): Cell {
  return { content: <HealthMark health={health} named />, word: healthWords[health] }
}

export function restartsCell(count: number, lastAt: number | null): Cell {
  if (count === 0) return { content: 0, looks: quiet }
  return { content: lastAt === null ? count : <Restarts count={count} lastAt={lastAt} /> }
}
