import { HealthCell, Name, Quiet, Ratio, Status } from '@/components/ui/cells'
import type { Column } from '@/components/ui/list/column'
import { Age } from '@/components/ui/now'
import { Restarts } from '@/components/ui/restarts'
import type { WorkloadRow } from '@/lib/views/workloads'

export const workloadColumns: readonly Column<WorkloadRow>[] = [
  {
    column: 'health',
    header: 'State',
    width: 'w-16',
    card: 'mark',
    render: (row) => <HealthCell health={row.health} />,
  },
  { column: 'name', header: 'Name', width: 'w-48 grow-2', card: 'title', render: (row) => <Name>{row.name}</Name> },
  {
    column: 'namespace',
    header: 'Namespace',
    width: 'w-28 grow',
    card: 'text-end',
    render: (row) => <Name cut="end">{row.namespace}</Name>,
  },
  { column: 'kind', header: 'Kind', width: 'w-24', render: (row) => <Quiet>{row.kind}</Quiet> },
  {
    column: 'ready',
    also: ['desired'],
    header: 'Ready',
    width: 'w-16',
    align: 'right',
    card: 'title-end',
    render: (row) => <Ratio part={row.ready} whole={row.desired} missed={row.health !== 'healthy'} />,
  },
  {
    column: 'status',
    also: ['reason'],
    header: 'Status',
    width: 'w-64 grow-4',
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
  {
    column: 'restarts',
    also: ['lastRestartAt'],
    header: 'Restarts',
    width: 'w-30',
    align: 'right',
    render: (row) => <Restarts count={row.restarts} lastAt={row.lastRestartAt} />,
  },
  { column: 'createdAt', header: 'Age', width: 'w-16', align: 'right', render: (row) => <Age at={row.createdAt} /> },
  {
    column: 'images',
    header: 'Images',
    width: 'w-64 grow-2',
    optional: true,
    render: (row) => <Name>{row.images}</Name>,
  },
  {
    column: 'updated',
    header: 'Updated',
    width: 'w-20',
    align: 'right',
    optional: true,
    render: (row) => <Quiet>{row.updated}</Quiet>,
  },
  {
    column: 'available',
    header: 'Available',
    width: 'w-24',
    align: 'right',
    optional: true,
    render: (row) => <Quiet>{row.available}</Quiet>,
  },
]
