'use client'
import { useSyncExternalStore } from 'react'

interface Watched {
  readonly subscribe: (listener: () => void) => () => void
  readonly matches: () => boolean
}

/** One per query for the whole page: lines ask often. */
const watched = new Map<string, Watched>()

function watch(query: string): Watched {
  const list = window.matchMedia(query)
  let matches = list.matches
  list.addEventListener('change', () => {
    matches = list.matches
  })
  return {
    subscribe(listener) {
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    matches: () => matches,
  }
}

function watchedQuery(query: string): Watched {
  const found = watched.get(query) ?? watch(query)
  watched.set(query, found)
  return found
}

const never: Watched = { subscribe: () => () => undefined, matches: () => false }

/** Whether the screen matches a media query; false on the server and in the first paint. */
export function useScreen(query: string): boolean {
  const { subscribe, matches } = typeof window === 'undefined' ? never : watchedQuery(query)
  return useSyncExternalStore(subscribe, matches, () => false)
}

/** Too narrow for columns: lists are cards. The same limit stands in globals.css. */
export const narrow = '(width < 48rem)'
