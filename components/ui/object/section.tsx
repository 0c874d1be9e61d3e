import { type ReactNode, useId } from 'react'
import { looks } from '@/components/ui/looks'

/** One part of an object's page, under its heading. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0 px-4 py-4 md:px-5">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id} className={looks.heading}>
          {title}
        </h2>
        {aside !== undefined && <div className="text-sm text-quiet">{aside}</div>}
      </div>
      {children}
    </section>
  )
}

/** What a page leads with, and beside it, on a wide screen, what stands around it. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className="grid min-h-full min-w-0 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <div className="min-w-0 divide-y divide-line xl:border-r xl:border-line">{main}</div>
      <div className="min-w-0 divide-y divide-line max-xl:border-t max-xl:border-line">{side}</div>
    </div>
  )
}
