import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface MessageProps {
  readonly icon: LucideIcon
  readonly title: string
  /** Shown only when it takes longer than a glance. */
  readonly late?: boolean
  readonly children?: ReactNode
}

/** What is said in the middle of a page that has nothing else to show. */
export function Message({ icon: Icon, title, late = false, children }: MessageProps) {
  return (
    <div
      role="status"
      className={`mx-auto flex max-w-lg flex-col items-center gap-3 px-6 py-16 text-center text-quiet ${late ? 'animate-appear' : ''}`}
    >
      <Icon aria-hidden size={24} strokeWidth={1.5} />
      <p className="text-lg font-medium text-ink">{title}</p>
      {children}
    </div>
  )
}
