import { type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** A strip over what a page shows, for what makes it less than right; `inset` lines it up with what is below. */
export function Notices({ inset = 'px-3', children }: { inset?: string; children: ReactNode }) {
  return (
    <div role="status" className={`shrink-0 space-y-1 border-b border-line bg-raised py-2 ${inset}`}>
      {children}
    </div>
  )
}

export interface NoticeProps {
  readonly icon?: LucideIcon
  readonly ink?: string
  readonly children: ReactNode
}

/** One such thing, in a sentence. */
export function Notice({ icon: Icon = TriangleAlert, ink = 'text-degraded', children }: NoticeProps) {
  return (
    <p className="flex items-start gap-2">
      <Icon aria-hidden size={14} className={`mt-0.75 shrink-0 ${ink}`} />
      <span className="min-w-0 wrap-break-word">{children}</span>
    </p>
  )
}
