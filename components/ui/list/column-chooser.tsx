'use client'
import { Columns3 } from 'lucide-react'
import { useMemo } from 'react'
import { looks } from '@/components/ui/looks'
import { Opener } from '@/components/ui/opener'
import { useRemembered } from '@/components/ui/remembered'
import type { Row } from '@/lib/views/view'
import type { Column } from './column'

export interface ChosenColumns<R extends Row> {
  readonly shown: readonly Column<R>[]
  toggle(column: string): void
}

/** The columns to draw, as this person last chose them for the view. */
export function useChosenColumns<R extends Row>(view: string, columns: readonly Column<R>[]): ChosenColumns<R> {
  const preset = columns.filter(({ optional }) => optional !== true).map(({ column }) => column)
  const [saved, save] = useRemembered(`columns.${view}`, preset.join(','))
  // Lines are drawn anew when their columns are others: these stay the same until someone chooses.
  return useMemo(() => {
    const names = saved.split(',')
    return {
      shown: columns.filter(({ column, card }) => names.includes(column) || card === 'title'),
      toggle: (column) =>
        save((names.includes(column) ? names.filter((name) => name !== column) : [...names, column]).join(',')),
    }
  }, [columns, saved, save])
}

export function ColumnChooser<R extends Row>({
  columns,
  chosen,
}: {
  columns: readonly Column<R>[]
  chosen: ChosenColumns<R>
}) {
  return (
    <Opener
      label="Columns"
      align="end"
      className={`${looks.quietButton} max-md:hidden`}
      face={<Columns3 aria-hidden size={16} />}
    >
      {() => (
        <fieldset className="min-w-48">
          <legend className={`${looks.heading} px-2 py-1`}>Columns</legend>
          {columns.map(({ column, header, card }) => (
            <label key={column} className={looks.entry}>
              <input
                type="checkbox"
                disabled={card === 'title'}
                checked={chosen.shown.some((shown) => shown.column === column)}
                onChange={() => chosen.toggle(column)}
              />
              {header}
            </label>
          ))}
        </fieldset>
      )}
    </Opener>
  )
}
