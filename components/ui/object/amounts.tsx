import { formatBytes, formatCores } from '@/lib/format/amounts'
import { formatCount } from '@/lib/format/count'
import type { Amount } from '@/lib/objects/details/detail'

const names: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  memory: 'Memory',
  pods: 'Pods',
  'ephemeral-storage': 'Local disk',
}

export const resourceName = (resource: string): string => names[resource] ?? resource

const inBytes = (resource: string) => /^(memory|ephemeral-storage|hugepages-)/.test(resource)

/** So much of a resource: cores, bytes or pieces. */
export function formatAmount(resource: string, amount: number): string {
  if (resource === 'cpu') return formatCores(amount)
  return inBytes(resource) ? formatBytes(amount) : formatCount(amount)
}

/** What a container asks for and may take. */
export function Amounts({ amounts }: { amounts: readonly Amount[] }) {
  const cell = (resource: string, amount: number | null) =>
    amount === null ? <span className="text-quiet">none</span> : formatAmount(resource, amount)
  return (
    <table className="text-left tabular-nums">
      <thead className="text-sm text-quiet">
        <tr>
          <th scope="col" className="pr-6 font-normal">
            Resource
          </th>
          <th scope="col" className="pr-6 text-right font-normal">
            Request
          </th>
          <th scope="col" className="text-right font-normal">
            Limit
          </th>
        </tr>
      </thead>
      <tbody>
        {amounts.map(({ resource, request, limit }) => (
          <tr key={resource}>
            <th scope="row" className="pr-6 font-normal">
              {resourceName(resource)}
            </th>
            <td className="pr-6 text-right">{cell(resource, request)}</td>
            <td className="text-right">{cell(resource, limit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
