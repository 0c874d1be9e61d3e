'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo, useState } from 'react'
import { editQuery, pageParameters, writeQuery } from '@/components/ui/address'
import type { Problem } from '@/lib/live/freshness'
import { parseQuestion, type Question, windowLimit } from '@/lib/live/question'
import type { Sort, ViewShape } from '@/lib/views/view'

const block = 100
const margin = 50

/** What a list asks, as the address says it, and how to ask something else. */
export interface ListQuery {
  readonly question: Question
  /** Why the address can't be read as a question; the view's defaults are asked instead. */
  readonly problem: Problem | null
  readonly filtered: boolean
  /** The question without its window, as text: equal texts, equal questions. */
  readonly asked: string
  setText(text: string): void
  toggle(facet: string, value: string): void
  sortBy(column: string): void
  clear(): void
  /** Asks for the rows that are on screen, with some around them, in whole blocks. */
  showRange(first: number, last: number): void
}

interface Window {
  readonly offset: number
  readonly limit: number
}

const top: Window = { offset: 0, limit: block }

/** Rows first to last and a margin around them, widened to whole blocks so that small scrolls ask nothing new. */
export function windowAround(first: number, last: number): Window {
  const offset = Math.floor(Math.max(0, first - margin) / block) * block
  const end = Math.ceil((last + 1 + margin) / block) * block
  return { offset, limit: Math.min(windowLimit, Math.max(block, end - offset)) }
}

function readQuestion(shape: ViewShape, query: URLSearchParams) {
  const parsed = parseQuestion(shape, new URLSearchParams(askedPart(query)))
  if ('value' in parsed) return { question: parsed.value, problem: null }
  const fallback = parseQuestion(shape, new URLSearchParams())
  if ('problem' in fallback) throw new Error(fallback.problem.sentence)
  return { question: fallback.value, problem: parsed.problem }
}

function askedPart(query: URLSearchParams): string {
  const asked = new URLSearchParams(query)
  for (const name of pageParameters) asked.delete(name)
  return asked.toString()
}

function nextSort(current: Sort, column: string, shape: ViewShape): Sort {
  if (current.column !== column) return { column, descending: false }
  return current.descending ? shape.defaultSort : { column, descending: true }
}

export function useListQuery(shape: ViewShape): ListQuery {
  const search = askedPart(useSearchParams())
  const { question, problem } = useMemo(() => readQuestion(shape, new URLSearchParams(search)), [shape, search])
  const [seen, setSeen] = useState({ search, window: top })
  if (seen.search !== search) setSeen({ search, window: top })
  const { offset, limit } = seen.window
  const showRange = useCallback((first: number, last: number) => {
    const next = windowAround(first, last)
    setSeen((now) =>
      now.window.offset === next.offset && now.window.limit === next.limit ? now : { ...now, window: next },
    )
  }, [])
  return useMemo(() => {
    const edit = (edits: Readonly<Record<string, readonly string[]>>, step: 'push' | 'replace' = 'push') =>
      writeQuery(editQuery(new URLSearchParams(window.location.search), edits), step)
    return {
      question: { ...question, offset, limit },
      problem,
      asked: search,
      filtered: question.name !== undefined || question.text !== '' || Object.keys(question.facets).length > 0,
      setText: (text) => edit({ q: text === '' ? [] : [text] }, 'replace'),
      toggle: (facet, value) => {
        const picks = question.facets[facet] ?? []
        edit({ [`facet.${facet}`]: picks.includes(value) ? picks.filter((pick) => pick !== value) : [...picks, value] })
      },
      sortBy: (column) => {
        const sort = nextSort(question.sort, column, shape)
        const isDefault = sort.column === shape.defaultSort.column && sort.descending === shape.defaultSort.descending
        edit({ sort: isDefault ? [] : [`${sort.descending ? '-' : ''}${sort.column}`] })
      },
      clear: () =>
        edit(
          Object.fromEntries(['name', 'q', ...shape.facets.map((facet) => `facet.${facet}`)].map((key) => [key, []])),
        ),
      showRange,
    }
  }, [shape, search, question, problem, offset, limit, showRange])
}
