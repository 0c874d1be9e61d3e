import { hiddenCell } from '@/components/ui/cells'
import type { Cell } from '@/components/ui/list/cell'

/** How much of a whole is taken, in words over a line that is as long. Over nine tenths it speaks up. */
export function shareCell(part: number | null, whole: number | null, format: (amount: number) => string): Cell {
  if (part === null || whole === null) return hiddenCell
  const share = whole > 0 ? Math.min(1, part / whole) : 0
  const content = (
    <>
      {`${format(part)} of ${format(whole)}`}
      <svg aria-hidden viewBox="0 0 100 2" preserveAspectRatio="none" className="block h-0.5 w-full">
        <rect width="100" height="2" className="fill-line" />
        <rect width={share * 100} height="2" className={share > 0.9 ? 'fill-degraded' : 'fill-accent'} />
      </svg>
    </>
  )
  return { content }
}
