import { HealthCell, Name, Quiet, Status } from '@/components/ui/cells'
import type { Column } from '@/components/ui/list/column'
import { Age } from '@/components/ui/now'
import { Share } from '@/components/ui/share'
import { formatBytes, formatCores } from '@/lib/format/amounts'
import type { NodeRow } from '@/lib/views/nodes'

export const nodeColumns: readonly Column<NodeRow>[] = [
  {
    column: 'health',
    header: 'State',
    width: 'w-16',
    card: 'mark',
    render: (row) => <HealthCell health={row.health} />,
  },
  {
    column: 'name',
    header: 'Name',
    width: 'w-40 grow-2',
    card: 'title',
    render: (row) => <Name cut="end">{row.name}</Name>,
  },
  {
    column: 'status',
    also: ['reason'],
    header: 'Status',
    width: 'w-40 grow-2',
    card: 'text',
    render: (row) => (
      <>
        <Status health={row.health}>{row.status}</Status>
        {row.reason !== null && (
          <span className="ml-2 text-quiet" title={row.reason}>
            {row.reason}
          </span>
        )}
      </>
    ),
  },
  { column: 'roles', header: 'Roles', width: 'w-24 grow', render: (row) => <Quiet>{row.roles}</Quiet> },
  {
    column: 'pods',
    also: ['podsAllocatable'],
    header: 'Pods',
    width: 'w-24',
    align: 'right',
    card: 'text-end',
    render: (row) => (
      <Share part={row.pods} whole={row.podsAllocatable} text={`${row.pods} of ${row.podsAllocatable}`} />
    ),
  },
  {
    column: 'cpuRequested',
    also: ['cpuAllocatable'],
    header: 'CPU requested',
    width: 'w-32',
    align: 'right',
    render: (row) => (
      <Share
        part={row.cpuRequested}
        whole={row.cpuAllocatable}
        text={`${formatCores(row.cpuRequested)} of ${formatCores(row.cpuAllocatable)}`}
      />
    ),
  },
  {
    column: 'memoryRequested',
    also: ['memoryAllocatable'],
    header: 'Memory requested',
    width: 'w-40',
    align: 'right',
    render: (row) => (
      <Share
        part={row.memoryRequested}
        whole={row.memoryAllocatable}
        text={`${formatBytes(row.memoryRequested)} of ${formatBytes(row.memoryAllocatable)}`}
      />
    ),
  },
  { column: 'zone', header: 'Zone', width: 'w-20 grow', render: (row) => <Quiet>{row.zone}</Quiet> },
  {
    column: 'instanceType',
    header: 'Type',
    width: 'w-28 grow',
    optional: true,
    render: (row) => <Quiet>{row.instanceType}</Quiet>,
  },
  {
    column: 'version',
    header: 'Version',
    width: 'w-24',
    optional: true,
    render: (row) => <Quiet>{row.version}</Quiet>,
  },
  { column: 'taints', header: 'Taints', width: 'w-18', align: 'right', optional: true, render: (row) => row.taints },
  { column: 'ip', header: 'IP', width: 'w-32', optional: true, render: (row) => <Quiet>{row.ip}</Quiet> },
  {
    column: 'createdAt',
    header: 'Age',
    width: 'w-16',
    align: 'right',
    card: 'title-end',
    render: (row) => <Age at={row.createdAt} />,
  },
]
