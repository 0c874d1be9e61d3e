'use client'

import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { Answer } from '@/lib/live/message'
import type { Question } from '@/lib/live/question'
import { selectionPath } from '@/lib/live/selection-path'
import { tableOfAnswer } from '@/lib/live/table'
import type { ViewName } from '@/lib/views/shapes'
import type { Row } from '@/lib/views/view'
import type { Heard } from './heard'
import { useLive } from './provider'
import { type Asked, firstShown, type LiveTable, liveTable, show } from './shown'

export type { LiveTable } from './shown'

/**
 * A live list. `initial` is the server-rendered answer to the first question. Give each line its row from `rowAt` as a
 * prop of a `memo` component with the row's key: rows keep their identity, so one changed row re-renders one line.
 */
export function useTable<R extends Row>(
  cluster: string,
  view: ViewName,
  question: Question,
  initial?: Answer,
): LiveTable<R> {
  const { session } = useLive()
  const asked = useAsked(cluster, view, question)
  const [memory] = useState(() =>
    createMemory<R>(firstShown(asked, initial && tableOfAnswer(initial, question.offset))),
  )
  const subscribe = useCallback(
    (onChange: () => void) => session.follow(onChange, { path: asked.path, seed: () => memory.seed(asked) }),
    [session, asked, memory],
  )
  const read = () => memory.read(asked, session.heardOf(asked.path))
  return useSyncExternalStore(subscribe, read, () => memory.first)
}

function useAsked(cluster: string, view: ViewName, question: Question): Asked {
  const place = `${cluster}/${view}`
  const path = selectionPath(cluster, view, question)
  const base = selectionPath(cluster, view, { ...question, offset: 0, limit: 0 })
  return useMemo(() => ({ place, base, path }), [place, base, path])
}

/** What the list showed last, from which the next is made; reading it twice gives the same object. */
function createMemory<R extends Row>(initial: ReturnType<typeof firstShown>) {
  const first = liveTable<R>(initial)
  let shown = initial
  let table = first
  return {
    first,
    read(asked: Asked, heard: Heard | undefined): LiveTable<R> {
      const next = show(shown, asked, heard)
      if (next !== shown) table = liveTable(next)
      shown = next
      return table
    },
    seed: ({ place }: Asked) => (shown.asked.place === place ? shown.window : undefined),
  }
}
