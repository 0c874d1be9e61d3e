import type { ReactNode } from 'react'
import { looks } from '@/components/ui/looks'
import { Evidence, Harm, Remedies } from '@/components/ui/problems/problem-details'
import type { ProblemRow } from '@/lib/views/problems'

/** A problem in full, beside the list. */
export function ProblemPeek({ cluster, row }: { cluster: string; row: ProblemRow }) {
  return (
    <div className="space-y-3 border-t border-line px-4 py-3">
      <p className="font-medium wrap-anywhere">{row.sentence}</p>
      {row.harm !== '' && (
        <Part title="Harm">
          <Harm row={row} />
        </Part>
      )}
      {row.remedy !== '' && (
        <Part title="What to do">
          <Remedies cluster={cluster} row={row} />
        </Part>
      )}
      {row.evidence !== '' && (
        <Part title="Why">
          <Evidence row={row} />
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className={`${looks.heading} mb-1`}>{title}</h2>
      {children}
    </section>
  )
}
