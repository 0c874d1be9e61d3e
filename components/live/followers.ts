import type { Table } from '@/lib/live/table'
import type { Page } from './page'

/** A selection that somebody wants. */
export interface Followed {
  readonly path: string
  /** A table with which the first snapshot may have rows in common; those stay the same objects. */
  readonly seed: () => Table | undefined
}

/** The parts of a page that draw live things, and the selections they want. */
export interface Followers {
  /** Returns what ends it. */
  readonly add: (onChange: () => void, selection: Followed | undefined) => () => void
  readonly paths: () => readonly string[]
  readonly seedOf: (path: string) => Table | undefined
  /** Tells all, with the next frame. */
  readonly tellSoon: () => void
}

/** `onPaths` is called once after a commit of React, in which some selections may end and others begin. */
export function createFollowers(page: Page, onPaths: () => void): Followers {
  const followers = new Set<{ readonly onChange: () => void; readonly selection: Followed | undefined }>()
  let isFrameAsked = false
  let isChanged = false

  const selections = () => [...followers].flatMap(({ selection }) => selection ?? [])

  function changed() {
    if (isChanged) return
    isChanged = true
    queueMicrotask(() => {
      isChanged = false
      onPaths()
    })
  }

  return {
    add(onChange, selection) {
      const follower = { onChange, selection }
      followers.add(follower)
      changed()
      return () => {
        followers.delete(follower)
        changed()
      }
    },
    paths: () => [...new Set(selections().map(({ path }) => path))],
    seedOf: (sought) =>
      selections()
        .find(({ path }) => path === sought)
        ?.seed(),
    tellSoon() {
      if (isFrameAsked) return
      isFrameAsked = true
      page.beforeFrame(() => {
        isFrameAsked = false
        for (const { onChange } of followers) onChange()
      })
    },
  }
}
