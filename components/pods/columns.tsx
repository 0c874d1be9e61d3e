import { ageCell, healthCell, nameCell, quietCell, ratioCell, restartsCell, statusCell } from '@/components/ui/cells'
import type { Column } from '@/components/ui/list/column'
import type { PodRow } from '@/lib/views/pods'

export const podColumns: readonly Column<PodRow>[] = [
  {
    column: 'health',
    header: 'State',
    width: 'w-16',
    card: 'mark',
    cell: (row) => healthCell(row.health),
  },
  { column: 'name', header: 'Name', width: 'w-64 grow-3', card: 'title', cell: (row) => nameCell(row.name) },
  {
    column: 'namespace',
    header: 'Namespace',
    width: 'w-28 grow',
    card: 'text-end',
    cell: (row) => nameCell(row.namespace, 'end'),
  },
  {
    column: 'status',
    also: ['reason'],
    header: 'Status',
    width: 'w-40 grow',
    card: 'text',
    cell: (row) => statusCell(row.health, row.status, row.reason),
  },
  {
    column: 'readyContainers',
    also: ['containers'],
    header: 'Ready',
    width: 'w-14',
    align: 'right',
    cell: (row) => ratioCell(row.readyContainers, row.containers, row.health !== 'healthy'),
  },
  {
    column: 'restarts',
    also: ['lastRestartAt'],
    header: 'Restarts',
    width: 'w-33',
    align: 'right',
    cell: (row) => restartsCell(row.restarts, row.lastRestartAt),
  },
  {
    column: 'createdAt',
    header: 'Age',
    width: 'w-16',
    align: 'right',
    card: 'title-end',
    cell: (row) => ageCell(row.createdAt),
  },
  {
    column: 'node',
    header: 'Node',
    width: 'w-32 grow',
    cell: (row) => (row.node === null ? quietCell(null) : nameCell(row.node, 'end')),
  },
  { column: 'ip', header: 'IP', width: 'w-32', optional: true, cell: (row) => quietCell(row.ip) },
  {
    column: 'ownerName',
    also: ['ownerKind'],
    header: 'Owner',
    width: 'w-56 grow',
    optional: true,
    cell: (row) => quietCell(row.ownerName === null ? null : `${row.ownerKind} ${row.ownerName}`),
  },
  {
    column: 'ownerKind',
    header: 'Owner kind',
    width: 'w-28',
    optional: true,
    cell: (row) => quietCell(row.ownerKind),
  },
  {
    column: 'revision',
    header: 'Revision',
    width: 'w-36 grow',
    optional: true,
    cell: (row) => quietCell(row.revision),
  },
  {
    column: 'reason',
    header: 'Reason',
    width: 'w-72 grow-2',
    optional: true,
    cell: (row) => quietCell(row.reason),
  },
]
