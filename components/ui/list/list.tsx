'use client'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { FreshnessNotices } from '@/components/ui/freshness-notices'
import { kubectlGet } from '@/components/ui/kubectl'
import { useReportFreshness } from '@/components/ui/page-freshness'
import { narrow, useScreen } from '@/components/ui/screen'
import { copyAsKubectl } from '@/lib/format/kubectl'
import { coverageOf } from '@/lib/live/coverage'
import type { Question } from '@/lib/live/question'
import { type ViewState, viewState } from '@/lib/live/view-state'
import type { Row } from '@/lib/views/view'
import { type Column, fieldsOf } from './column'
import { ColumnChooser, useChosenColumns } from './column-chooser'
import { Facets } from './facets'
import { FilterField } from './filter-field'
import { Grid } from './grid'
import { useListKeys } from './keys'
import { type Lines, useLines, useOpened } from './lines'
import { useShownOrder } from './order'
import { Peek } from './peek'
import { Pill } from './pill'
import { useSaid } from './said'
import type { ListProps } from './table'
import { Toolbar } from './toolbar'
import { Wall } from './wall'

const Sheet = lazy(() => import('@/components/ui/sheet'))

/** A live list of anything: filter, facets, sort, columns, choice, keys, and each of the states that it may be in. */
export function List<R extends Row>(props: ListProps<R>) {
  const { shape, columns, table, query, noun } = props
  useReportFreshness(table.freshness)
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const cards = useScreen(narrow)
  const [hovered, setHovered] = useState(false)
  const [filters, setFilters] = useState(false)
  const { said, say, copy } = useSaid()
  const chosenColumns = useChosenColumns(shape.name, columns)
  const order = useShownOrder(table, query.asked, hovered)
  const opened = useOpened()
  const lines = useLines(order, opened)
  const openedRow = lines.rowOf(opened.key)
  const go = useGo()
  useListKeys(scroller, {
    ...lines.keys,
    // Open beside the list already, a line opens as a page.
    open: () => go(pageOfActive(props, lines, openedRow)) || lines.keys.open(),
    focusFilter: () => field.current?.focus(),
  })
  const state = stateOf(props)
  const Heading = props.within === undefined ? 'h1' : 'h2'
  const facets = useFacets(props)
  return (
    <section aria-label={noun.many} className="flex min-h-0 grow flex-col">
      <Heading className="sr-only">{noun.many.slice(0, 1).toUpperCase() + noun.many.slice(1)}</Heading>
      <Toolbar
        noun={noun}
        table={table}
        query={query}
        lines={lines}
        said={said}
        field={<FilterField noun={noun} field={field} scroller={scroller} query={query} />}
        chooser={<ColumnChooser columns={columns} chosen={chosenColumns} />}
        onFilters={() => setFilters(true)}
        onKubectl={() => copy(commandFor(props, lines.chosenRows()), 'Command')}
        onCsv={() => void downloaded(props, chosenColumns.shown).then(say)}
      />
      <FreshnessNotices {...noticesOf(props)} state={state} />
      <div className="relative flex min-h-0 grow">
        <nav
          aria-label="Facets"
          className="hidden w-52 shrink-0 overflow-y-auto border-r border-line px-2 py-3 xl:block"
        >
          {facets}
        </nav>
        <div
          className="relative flex min-h-0 min-w-0 grow flex-col"
          onPointerEnter={(event) => setHovered(event.pointerType === 'mouse')}
          onPointerLeave={() => setHovered(false)}
        >
          <Pill waiting={order.waiting} onApply={order.apply} />
          {table.matched > 0 && ['live', 'stale'].includes(state.state) ? (
            <Grid
              key={cards ? 'cards' : 'lines'}
              cards={cards}
              label={noun.many}
              columns={chosenColumns.shown}
              order={order}
              query={query}
              lines={lines}
              scroller={scroller}
              addressOf={props.addressOf}
              onGo={go}
            />
          ) : (
            <Wall
              state={state}
              total={table.total}
              noun={noun}
              covered={coverageOf(table.freshness, shape.primary)}
              question={askedBy(props)}
              resources={shape.primary}
              onClear={query.clear}
            />
          )}
        </div>
        {openedRow !== undefined && (
          <Peek
            row={openedRow}
            list={props}
            onCopy={copy}
            onKubectl={() => copy(commandFor(props, [openedRow]), 'Command')}
            onClose={opened.close}
          />
        )}
      </div>
      {filters && (
        <Suspense>
          <Sheet title="Filters" place="side" onClose={() => setFilters(false)}>
            {facets}
          </Sheet>
        </Suspense>
      )}
    </section>
  )
}

function useFacets<R extends Row>({ shape, columns, table, query, wordOf }: ListProps<R>) {
  const titleOf = useMemo(() => titleIn(columns), [columns])
  const { facets: picks } = query.question
  return (
    <Facets
      shape={shape}
      counts={table.facets}
      picks={picks}
      titleOf={titleOf}
      wordOf={wordOf}
      onToggle={query.toggle}
    />
  )
}

/** Goes to an address, if there is one; says whether there was. */
function useGo() {
  const router = useRouter()
  return useCallback(
    (address: string | undefined) => {
      if (address !== undefined) router.push(address)
      return address !== undefined
    },
    [router],
  )
}

/** The page of the line that the keys act on, where it is the opened one. */
function pageOfActive<R extends Row>(list: ListProps<R>, lines: Lines<R>, opened: R | undefined): string | undefined {
  return opened !== undefined && lines.isActive(opened.key) ? list.addressOf?.(opened) : undefined
}

function stateOf<R extends Row>(props: ListProps<R>): ViewState {
  const { shape, table, query, connection } = props
  if (query.problem !== null) return { state: 'broken', problem: query.problem }
  return viewState(shape.primary, table, connection, askedBy(props).namespaces)
}

/** All that is asked, also by the page around. */
const askedBy = <R extends Row>({ within, query }: ListProps<R>): Question => within ?? query.question

const noticesOf = <R extends Row>(props: ListProps<R>) => ({
  those: props.noun.many,
  primary: props.shape.primary,
  freshness: props.table.freshness,
  namespaces: askedBy(props).namespaces,
})

/** For the chosen lines when there are any, else for all that is asked. */
function commandFor<R extends Row>(props: ListProps<R>, rows: readonly R[]): string {
  return rows.length > 0 ? kubectlGet(rows.map(props.targetOf)) : copyAsKubectl(props.view, askedBy(props))
}

function titleIn<R extends Row>(columns: readonly Column<R>[]) {
  return (facet: string) => columns.find(({ column }) => column === facet)?.header ?? facet
}

/** Says how the download went; its code is asked for only now. */
async function downloaded<R extends Row>(props: ListProps<R>, columns: readonly Column<R>[]): Promise<string> {
  const { cluster, shape } = props
  try {
    const { downloadCsv } = await import('./csv')
    const rows = await downloadCsv(cluster, shape, askedBy(props), fieldsOf(columns))
    return `${rows} rows downloaded`
  } catch (error) {
    return `No CSV: ${error instanceof Error ? error.message : String(error)}. Try again.`
  }
}
