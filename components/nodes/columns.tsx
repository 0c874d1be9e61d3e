import { ageCell, healthCell, nameCell, quietCell, reasonedCell } from '@/components/ui/cells'
import type { Column } from '@/components/ui/list/column'
import { shareCell } from '@/components/ui/share'
import { formatBytes, formatCores } from '@/lib/format/amounts'
import type { NodeRow } from '@/lib/views/nodes'

export const nodeColumns: readonly Column<NodeRow>[] = [
  {
    column: 'health',
    header: 'State',
    width: 'w-16',
    card: 'mark',
    cell: (row) => healthCell(row.health),
  },
  {
    column: 'name',
    header: 'Name',
    width: 'w-40 grow-2',
    card: 'title',
    cell: (row) => nameCell(row.name, 'end'),
  },
  {
    column: 'status',
    also: ['reason'],
    header: 'Status',
    width: 'w-40 grow-2',
    card: 'text',
    cell: (row) => reasonedCell(row.health, row.status, row.reason),
  },
  { column: 'roles', header: 'Roles', width: 'w-24 grow', cell: (row) => quietCell(row.roles) },
  {
    column: 'pods',
    also: ['podsAllocatable'],
    header: 'Pods',
    width: 'w-24',
    align: 'right',
    card: 'text-end',
    cell: (row) => shareCell(row.pods, row.podsAllocatable, String),
  },
  {
    column: 'cpuRequested',
    also: ['cpuAllocatable'],
    header: 'CPU requested',
    width: 'w-32',
    align: 'right',
    cell: (row) => shareCell(row.cpuRequested, row.cpuAllocatable, formatCores),
  },
  {
    column: 'memoryRequested',
    also: ['memoryAllocatable'],
    header: 'Memory requested',
    width: 'w-40',
    align: 'right',
    cell: (row) => shareCell(row.memoryRequested, row.memoryAllocatable, formatBytes),
  },
  { column: 'zone', header: 'Zone', width: 'w-20 grow', cell: (row) => quietCell(row.zone) },
  {
    column: 'instanceType',
    header: 'Type',
    width: 'w-28 grow',
    optional: true,
    cell: (row) => quietCell(row.instanceType),
  },
  {
    column: 'version',
    header: 'Version',
    width: 'w-24',
    optional: true,
    cell: (row) => quietCell(row.version),
  },
  {
    column: 'taints',
    header: 'Taints',
    width: 'w-18',
    align: 'right',
    optional: true,
    cell: (row) => quietCell(row.taints),
  },
  { column: 'ip', header: 'IP', width: 'w-32', optional: true, cell: (row) => quietCell(row.ip) },
  {
    column: 'createdAt',
    header: 'Age',
    width: 'w-16',
    align: 'right',
    card: 'title-end',
    cell: (row) => ageCell(row.createdAt),
  },
]
