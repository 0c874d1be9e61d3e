'use client'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { editQuery, writeQuery } from '@/components/ui/address'
import type { Row } from '@/lib/views/view'
import type { ListKeys } from './keys'
import type { ShownOrder } from './order'

/** The line that is open beside the list, by its key in the address. */
export interface Opened {
  readonly key: string | null
  open(key: string): void
  close(): void
}

export function useOpened(): Opened {
  const key = useSearchParams().get('row')
  const put = (row: readonly string[]) =>
    writeQuery(editQuery(new URLSearchParams(window.location.search), { row }), 'replace')
  return { key, open: (row) => put([row]), close: () => put([]) }
}

/** Which line the keys act on and which are chosen, over an order that changes under them. */
export interface Lines<R extends Row> {
  readonly active: number
  /** Grows whenever the active line must be brought into sight. */
  readonly reveal: number
  readonly chosen: ReadonlySet<string>
  readonly keys: Omit<ListKeys, 'focusFilter'>
  isActive(key: string): boolean
  rowOf(key: string | null): R | undefined
  chosenRows(): readonly R[]
  choose(key: string): void
  unchoose(): void
  openAt(index: number): void
}

interface Active {
  readonly index: number
  readonly key: string | null
}

const nowhere: Active = { index: -1, key: null }

export function useLines<R extends Row>(order: ShownOrder<R>, opened: Opened): Lines<R> {
  const [place, setPlace] = useState<Active>({ index: -1, key: opened.key })
  const [reveal, setReveal] = useState(0)
  const [chosen, setChosen] = useState<ReadonlyMap<string, R>>(new Map())
  const active = locate(order, place)

  const goTo = (index: number) => {
    const row = order.rowAt(index)
    setPlace({ index, key: row?.key ?? null })
    return row
  }
  const openAt = (index: number) => {
    const row = goTo(index)
    if (row !== undefined) opened.open(row.key)
  }
  const choose = (key: string) => {
    const next = new Map(chosen)
    const row = rowIn(order, key)
    if (!next.delete(key) && row !== undefined) next.set(key, row)
    setChosen(next)
  }
  const unchoose = () => setChosen(new Map())
  const move = (lines: number) => {
    const index = Math.max(0, Math.min(order.count - 1, active < 0 && lines > 0 ? lines - 1 : active + lines))
    if (opened.key === null) goTo(index)
    else openAt(index)
    setReveal(reveal + 1)
  }
  const stepBack = () => {
    if (opened.key !== null) opened.close()
    else if (chosen.size > 0) unchoose()
    else setPlace(nowhere)
  }
  const activeKey = order.rowAt(active)?.key
  return {
    active,
    reveal,
    chosen: new Set(chosen.keys()),
    keys: {
      move,
      open: () => active >= 0 && openAt(active),
      choose: () => activeKey !== undefined && choose(activeKey),
      stepBack,
    },
    isActive: (key) => key === activeKey,
    rowOf: (key) => (key === null ? undefined : rowIn(order, key)),
    chosenRows: () => [...chosen].map(([key, row]) => rowIn(order, key) ?? row),
    choose,
    unchoose,
    openAt,
  }
}

/** Where the active line is now: its row may have moved, or may not have been loaded when it became active. */
function locate<R extends Row>(order: ShownOrder<R>, { index, key }: Active): number {
  const place = key === null ? -1 : order.keys.indexOf(key)
  return place >= 0 ? order.offset + place : Math.min(index, order.count - 1)
}

function rowIn<R extends Row>(order: ShownOrder<R>, key: string): R | undefined {
  const place = order.keys.indexOf(key)
  return place < 0 ? undefined : order.rowAt(order.offset + place)
}
