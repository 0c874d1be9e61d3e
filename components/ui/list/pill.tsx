'use client'
import { ArrowUpDown } from 'lucide-react'
import { formatCount } from '@/lib/format/count'

/** While the pointer is on the list lines don't move; this tells that some would, and lets them. */
export function Pill({ waiting, onApply }: { waiting: number; onApply(): void }) {
  if (waiting === 0) return null
  return (
    <button
      type="button"
      className="absolute top-10 left-1/2 z-20 inline-flex h-7 -translate-x-1/2 items-center gap-1.5 rounded-full bg-accent px-3 text-sm font-medium text-on-accent shadow-float"
      onClick={onApply}
    >
      <ArrowUpDown aria-hidden size={12} />
      {waiting === 1 ? '1 update' : `${formatCount(waiting)} updates`}
    </button>
  )
}
