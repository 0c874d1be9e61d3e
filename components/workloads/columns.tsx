import { ageCell, healthCell, nameCell, quietCell, ratioCell, reasonedCell, restartsCell } from '@/components/ui/cells'
import type { Column } from '@/components/ui/list/column'
import type { WorkloadRow } from '@/lib/views/workloads'

export const workloadColumns: readonly Column<WorkloadRow>[] = [
  {
    column: 'health',
    header: 'State',
    width: 'w-16',
    card: 'mark',
    cell: (row) => healthCell(row.health),
  },
  { column: 'name', header: 'Name', width: 'w-48 grow-2', card: 'title', cell: (row) => nameCell(row.name) },
  {
    column: 'namespace',
    header: 'Namespace',
    width: 'w-32 grow',
    card: 'text-end',
    cell: (row) => nameCell(row.namespace, 'end'),
  },
  { column: 'kind', header: 'Kind', width: 'w-24', cell: (row) => quietCell(row.kind) },
  {
    column: 'ready',
    also: ['desired'],
    header: 'Ready',
    width: 'w-16',
    align: 'right',
    card: 'title-end',
    cell: (row) => ratioCell(row.ready, row.desired, row.health !== 'healthy'),
  },
  {
    column: 'status',
    also: ['reason'],
    header: 'Status',
    width: 'w-64 grow-4',
    card: 'text',
    cell: (row) => reasonedCell(row.health, row.status, row.reason),
  },
  {
    column: 'restarts',
    also: ['lastRestartAt'],
    header: 'Restarts',
    width: 'w-33',
    align: 'right',
    cell: (row) => restartsCell(row.restarts, row.lastRestartAt),
  },
  { column: 'createdAt', header: 'Age', width: 'w-16', align: 'right', cell: (row) => ageCell(row.createdAt) },
  {
    column: 'images',
    header: 'Images',
    width: 'w-64 grow-2',
    optional: true,
    cell: (row) => nameCell(row.images),
  },
  {
    column: 'updated',
    header: 'Updated',
    width: 'w-20',
    align: 'right',
    optional: true,
    cell: (row) => quietCell(row.updated),
  },
  {
    column: 'available',
    header: 'Available',
    width: 'w-24',
    align: 'right',
    optional: true,
    cell: (row) => quietCell(row.available),
  },
]
