import type { ReactNode } from 'react'
import { formatBytes, formatCores } from '@/lib/format/amounts'
import { formatCount } from '@/lib/format/count'

const names: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  memory: 'Memory',
  pods: 'Pods',
  'ephemeral-storage': 'Local disk',
}

const inBytes = (resource: string) => /^(memory|ephemeral-storage|hugepages-)/.test(resource)

/** So much of a resource: cores, bytes or pieces. */
export function formatAmount(resource: string, amount: number): string {
  if (resource === 'cpu') return formatCores(amount)
  return inBytes(resource) ? formatBytes(amount) : formatCount(amount)
}

export interface AmountsProps {
  /** What each column tells of a resource, as in `Request`. */
  readonly columns: readonly string[]
  /** One cell for each column: an amount, null where nothing is said, or what is drawn in its place. */
  readonly rows: readonly {
    readonly resource: string
    readonly cells: readonly ReactNode[]
  }[]
}

/** Amounts of resources, one line for each resource: what a container asks for, what a node has. */
export function Amounts({ columns, rows }: AmountsProps) {
  return (
    <div className="overflow-x-auto">
      <table className="text-right tabular-nums">
        <thead className="text-sm text-quiet">
          <tr>
            <th scope="col" className="pr-6 text-left font-normal max-sm:pr-2">
              Resource
            </th>
            {columns.map((title) => (
              <th key={title} scope="col" className="pl-6 font-normal max-sm:pl-3">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ resource, cells }) => (
            <tr key={resource}>
              <th scope="row" className="py-0.5 pr-6 text-left font-normal whitespace-nowrap max-sm:pr-2">
                {names[resource] ?? resource}
              </th>
              {columns.map((title, at) => (
                <td key={title} className="py-0.5 pl-6 max-sm:pl-3">
                  <Cell resource={resource} cell={cells[at]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ resource, cell }: { resource: string; cell: ReactNode }) {
  if (cell === null || cell === undefined) return <span className="text-quiet">none</span>
  return typeof cell === 'number' ? formatAmount(resource, cell) : cell
}
