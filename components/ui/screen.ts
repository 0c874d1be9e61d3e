'use client'
import { useSyncExternalStore } from 'react'

/** Whether the screen matches a media query; false on the server and in the first paint. */
export function useScreen(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
    () => false,
  )
}

/** Too narrow for columns: lists are cards. The same limit stands in globals.css. */
export const narrow = '(width < 48rem)'
