import { Age } from '@/components/ui/now'
import type { ProblemRow } from '@/lib/views/problems'
import { Harm, Remedies, Why } from './problem-details'
import { SeverityMark, severityInk, severityOf, severityWords } from './severity'

/** The problems of one object, on its own page or beside its line. */
export function ProblemNotes({ cluster, rows }: { cluster: string; rows: readonly ProblemRow[] }) {
  if (rows.length === 0) return null
  return (
    <ul aria-label="Problems" className="divide-y divide-line border-t border-line">
      {rows.map((row) => (
        <li key={row.key}>
          <Note cluster={cluster} row={row} />
        </li>
      ))}
    </ul>
  )
}

function Note({ cluster, row }: { cluster: string; row: ProblemRow }) {
  const severity = severityOf(row.severity)
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2.5 px-4 py-2.5">
      <span className="flex h-4 items-center">
        <SeverityMark severity={severity} />
      </span>
      <p className={`text-sm font-medium ${severityInk[severity]}`}>{severityWords[severity]}</p>
      <p className="text-right text-sm whitespace-nowrap text-quiet">
        <span className="sr-only">for </span>
        <Age at={row.since} />
      </p>
      <div className="col-span-2 col-start-2 min-w-0">
        <p className="max-w-[100ch] wrap-anywhere">{row.sentence}</p>
        <div className="text-quiet">
          <Harm row={row} />
        </div>
        <Remedies cluster={cluster} row={row} />
        <Why row={row} />
      </div>
    </div>
  )
}
