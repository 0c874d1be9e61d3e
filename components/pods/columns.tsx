import { HealthCell, Name, Quiet, Ratio, Status } from '@/components/ui/cells'
import type { Column } from '@/components/ui/list/column'
import { Age } from '@/components/ui/now'
import { Restarts } from '@/components/ui/restarts'
import type { PodRow } from '@/lib/views/pods'

export const podColumns: readonly Column<PodRow>[] = [
  {
    column: 'health',
    header: 'State',
    width: 'w-16',
    card: 'mark',
    render: (row) => <HealthCell health={row.health} />,
  },
  { column: 'name', header: 'Name', width: 'w-64 grow-3', card: 'title', render: (row) => <Name>{row.name}</Name> },
  {
    column: 'namespace',
    header: 'Namespace',
    width: 'w-28 grow',
    card: 'text-end',
    render: (row) => <Name cut="end">{row.namespace}</Name>,
  },
  {
    column: 'status',
    also: ['reason'],
    header: 'Status',
    width: 'w-40 grow',
    card: 'text',
    render: (row) => (
      <Status health={row.health} title={row.reason}>
        {row.status}
      </Status>
    ),
  },
  {
    column: 'readyContainers',
    also: ['containers'],
    header: 'Ready',
    width: 'w-14',
    align: 'right',
    render: (row) => <Ratio part={row.readyContainers} whole={row.containers} missed={row.health !== 'healthy'} />,
  },
  {
    column: 'restarts',
    also: ['lastRestartAt'],
    header: 'Restarts',
    width: 'w-30',
    align: 'right',
    render: (row) => <Restarts count={row.restarts} lastAt={row.lastRestartAt} />,
  },
  {
    column: 'createdAt',
    header: 'Age',
    width: 'w-16',
    align: 'right',
    card: 'title-end',
    render: (row) => <Age at={row.createdAt} />,
  },
  {
    column: 'node',
    header: 'Node',
    width: 'w-32 grow',
    render: (row) => (row.node === null ? <Quiet>{null}</Quiet> : <Name cut="end">{row.node}</Name>),
  },
  { column: 'ip', header: 'IP', width: 'w-32', optional: true, render: (row) => <Quiet>{row.ip}</Quiet> },
  {
    column: 'ownerName',
    also: ['ownerKind'],
    header: 'Owner',
    width: 'w-56 grow',
    optional: true,
    render: (row) => <Quiet>{row.ownerName === null ? null : `${row.ownerKind} ${row.ownerName}`}</Quiet>,
  },
  {
    column: 'reason',
    header: 'Reason',
    width: 'w-72 grow-2',
    optional: true,
    render: (row) => <Quiet>{row.reason}</Quiet>,
  },
]
