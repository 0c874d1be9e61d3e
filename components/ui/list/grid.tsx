'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, type RefObject, useEffect, useRef, useSyncExternalStore } from 'react'
import type { Row } from '@/lib/views/view'
import type { Column } from './column'
import { Header } from './header'
import { Line, Skeleton } from './line'
import type { Lines } from './lines'
import { linesAtFirst } from './lines-at-first'
import type { ShownOrder } from './order'
import type { ListQuery } from './query'

export interface GridProps<R extends Row> {
  readonly label: string
  readonly columns: readonly Column<R>[]
  readonly order: ShownOrder<R>
  /** Whether a line is a card of two lines; a grid keeps what it began with. */
  readonly cards: boolean
  readonly query: ListQuery
  readonly lines: Lines<R>
  readonly scroller: RefObject<HTMLDivElement | null>
  addressOf?: ((row: R) => string | undefined) | undefined
  /** Goes to the page of a line's object. */
  onGo(address: string | undefined): void
}

const lineHeight = 32
const cardHeight = 56
const headerHeight = 32
const unmeasured = { width: 1280, height: linesAtFirst * lineHeight }
const linesAround = 8

/** The lines on screen and a few around them, between two spacers as high as all the others. */
export function Grid<R extends Row>(props: GridProps<R>) {
  const { columns, order, cards, scroller } = props
  const { asked, showRange } = props.query
  const { active, reveal, chosen } = props.lines
  const size = cards ? cardHeight : lineHeight
  const mounted = useMounted()
  const virtual = useVirtualizer({
    count: order.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: mounted ? linesAround : 0,
    initialRect: unmeasured,
    scrollPaddingEnd: cards ? 0 : headerHeight,
  })
  const { startIndex: first, endIndex: last } = virtual.range ?? { startIndex: 0, endIndex: 0 }
  useEffect(() => showRange(first, last), [showRange, first, last])
  useTopOfEach(asked, scroller)
  useEffect(() => {
    if (reveal > 0 && active >= 0) virtual.scrollToIndex(active)
  }, [virtual, reveal, active])
  const shown = virtual.getVirtualItems()
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={order.count + 1}
      aria-multiselectable
      aria-activedescendant={active < 0 ? undefined : lineId(active)}
      tabIndex={0}
      onClick={(event) => press(event, props)}
      className="relative min-h-0 grow overflow-auto bg-surface overscroll-contain outline-offset-[-2px] aria-[activedescendant]:outline-none [&_a]:underline-offset-2 [&_a:hover]:text-accent [&_a:hover]:underline"
    >
      <Header columns={columns} sort={props.query.question.sort} onSort={props.query.sortBy} />
      <div role="rowgroup">
        <Spacer height={shown[0]?.start ?? 0} />
        {shown.map(({ index }) => {
          const row = order.rowAt(index)
          if (row === undefined) return <Skeleton key={index} columns={columns} index={index} />
          return (
            <Line
              key={row.key}
              row={row}
              columns={columns}
              index={index}
              id={lineId(index)}
              active={index === active}
              chosen={chosen.has(row.key)}
              addressOf={props.addressOf}
            />
          )
        })}
        <Spacer height={virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)} />
      </div>
    </div>
  )
}

/** Another question is another list: it begins at its top. */
function useTopOfEach(asked: string, scroller: RefObject<HTMLElement | null>): void {
  const drawn = useRef(asked)
  useEffect(() => {
    if (drawn.current === asked) return
    drawn.current = asked
    scroller.current?.scrollTo({ top: 0 })
  }, [asked, scroller])
}

/**
 * A press on a line's title goes to its page, on its mark chooses it, anywhere else opens it; one that ends the marking of
 * text does none of these. What asks for another tab or window is the browser's.
 */
function press<R extends Row>(event: MouseEvent, { order, lines, onGo }: GridProps<R>): void {
  const target = event.target instanceof Element ? event.target : null
  const line = target?.closest<HTMLElement>('[data-index]')
  if (!target || !line || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const link = target.closest('a')
  if (link !== null) event.preventDefault()
  if (window.getSelection()?.isCollapsed === false) return
  if (link !== null) return onGo(link.getAttribute('href') ?? undefined)
  const index = Number(line.dataset.index)
  const row = order.rowAt(index)
  if (row === undefined) return
  if (target.closest('[data-choose]') !== null) lines.choose(row.key)
  else lines.openAt(index)
}

const lineId = (index: number) => `line-${index}`

/** Only a browser gives it its height: a style attribute in the server's HTML would be refused by the page's policy. */
function Spacer({ height }: { height: number }) {
  return useMounted() && height > 0 ? <div aria-hidden style={{ height }} /> : null
}

/** Whether this is a browser that has taken the page over from the server. */
function useMounted(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
}
