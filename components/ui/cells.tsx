import { HealthMark, healthInk, healthWords } from '@/components/ui/health'
import type { Cell } from '@/components/ui/list/cell'
import { Age } from '@/components/ui/now'
import { Restarts } from '@/components/ui/restarts'
import type { Health } from '@/lib/views/view'

const quiet = 'text-quiet'

/** Of what comes from objects that the viewer may not list: such columns are null in their rows. */
export const hiddenCell: Cell = {
  content: '–',
  looks: quiet,
  title: 'Hidden: it comes from objects that you may not list.',
  word: 'Hidden',
}

/** A name, in the letters that tell l from 1. Too long, it loses its beginning: names differ at their end. */
export function nameCell(name: string | null, cut: 'start' | 'end' = 'start'): Cell {
  if (name === null) return hiddenCell
  if (cut === 'end') return { content: name, title: name, looks: 'font-mono text-sm' }
  return { content: <bdi dir="ltr">{name}</bdi>, title: name, looks: 'font-mono text-sm text-left [direction:rtl]' }
}

/** A state's own word in its colour; the mark beside it has the shape. */
export function statusCell(health: Health | null, status: string | null, reason: string | null): Cell {
  if (status === null) return hiddenCell
  return { content: status, title: reason ?? undefined, looks: inkOf(health) }
}

/** A state's word, and beside it why. */
export function reasonedCell(health: Health | null, status: string | null, reason: string | null): Cell {
  if (reason === null || status === null) return statusCell(health, status, null)
  const content = (
    <>
      <span className={inkOf(health)}>{status}</span>
      <span className="ml-2 text-quiet">{reason}</span>
    </>
  )
  return { content, title: reason }
}

const inkOf = (health: Health | null) => (health === null || health === 'healthy' ? undefined : healthInk[health])

/** So many of so many; the weight tells when some are missed. */
export function ratioCell(part: number | null, whole: number | null, missed: boolean): Cell {
  if (part === null) return hiddenCell
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
export function healthCell(health: Health | null): Cell {
  if (health === null) return hiddenCell
  return { content: <HealthMark health={health} named />, word: healthWords[health] }
}

export function restartsCell(count: number | null, lastAt: number | null): Cell {
  if (count === null) return hiddenCell
  if (count === 0) return { content: 0, looks: quiet }
  return { content: lastAt === null ? count : <Restarts count={count} lastAt={lastAt} /> }
}
