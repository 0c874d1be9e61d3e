import type { Row } from '@/lib/views/view'
import type { Cell } from './cell'

/** One column of a list. */
export interface Column<R extends Row> {
  /** The row's field that it sorts by, and its name in addresses and CSV. */
  readonly column: keyof R & string
  /** Further fields that the cell draws: they make it flash, and stand beside it in CSV. */
  readonly also?: readonly (keyof R & string)[]
  readonly header: string
  /** Tailwind width, with `grow` where the column takes what is left. */
  readonly width: string
  readonly align?: 'right'
  /** Where the cell stands on a narrow screen's card; none: it is left out there. */
  readonly card?: 'mark' | 'title' | 'title-end' | 'text' | 'text-end'
  /** Not shown until someone chooses it. */
  readonly optional?: boolean
  cell(row: R): Cell
}

export function fieldsOf<R extends Row>(columns: readonly Column<R>[]): readonly string[] {
  return [...new Set(columns.flatMap(({ column, also = [] }) => [column, ...also]))]
}

/** Whether a cell of this column draws one of these fields. */
export function draws<R extends Row>({ column, also = [] }: Column<R>, fields: ReadonlySet<string>): boolean {
  return fields.has(column) || also.some((field) => fields.has(field))
}
