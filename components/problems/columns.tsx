import { ageCell, nameCell, quietCell } from '@/components/ui/cells'
import type { Column } from '@/components/ui/list/column'
import { causeTitle } from '@/components/ui/problems/cause'
import { SeverityMark, severityOf, severityWords } from '@/components/ui/problems/severity'
import type { ProblemRow } from '@/lib/views/problems'

export const problemColumns: readonly Column<ProblemRow>[] = [
  {
    column: 'severity',
    header: 'Severity',
    width: 'w-20',
    card: 'mark',
    cell: ({ severity }) => ({
      content: <SeverityMark severity={severityOf(severity)} named />,
      word: severityWords[severityOf(severity)],
    }),
  },
  {
    column: 'cause',
    header: 'Cause',
    width: 'w-52',
    card: 'title',
    cell: ({ cause }) => ({ content: causeTitle(cause), title: causeTitle(cause), looks: 'font-medium' }),
  },
  {
    column: 'sentence',
    header: 'What is wrong',
    width: 'w-96 grow-6',
    card: 'text',
    cell: ({ sentence }) => ({ content: sentence, title: sentence }),
  },
  {
    column: 'since',
    header: 'Since',
    width: 'w-16',
    align: 'right',
    card: 'title-end',
    cell: ({ since }) => ageCell(since),
  },
  { column: 'count', header: 'Objects', width: 'w-18', align: 'right', cell: ({ count }) => quietCell(count) },
  // The sentence names the object; as columns of their own these are for sorting.
  { column: 'kind', header: 'Kind', width: 'w-28', optional: true, cell: ({ kind }) => quietCell(kind) },
  {
    column: 'namespace',
    header: 'Namespace',
    width: 'w-28 grow',
    optional: true,
    cell: ({ namespace }) => nameCell(namespace, 'end'),
  },
  { column: 'name', header: 'Name', width: 'w-40 grow', optional: true, cell: ({ name }) => nameCell(name) },
  {
    column: 'harm',
    header: 'Harm',
    width: 'w-64 grow',
    optional: true,
    cell: ({ harm }) => ({ content: harm, title: harm, looks: 'text-quiet' }),
  },
]
