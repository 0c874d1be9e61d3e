'use client'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { LogFilter } from '@/lib/logs/log-filter'
import { createLogTable, type LogTable } from '@/lib/logs/log-table'
import type { LogAsked, LogConnection, OpenLogs } from './log-connection'

/** What a tab holds: some seconds at 5,000 lines/s, some hours of a quiet workload; well below 150 MB. */
export const limits = { lines: 100_000, characters: 24_000_000 }

/** Of a frame, ms: below it every frame may draw; and how long lines may wait to be drawn. */
const cheap = 6
const longestPause = 150

/** How often what only counts is drawn anew, ms. */
const calmMs = 250

/** Logs as they come, for what draws them. */
export interface LogFeed {
  readonly table: LogTable
  readonly connection: LogConnection
  /** Told at most once a frame. */
  subscribe(listener: () => void): () => void
  /** Told at most four times a second. */
  subscribeCalmly(listener: () => void): () => void
  show(filter: LogFilter): void
  /** Begins with nothing; returns what ends it. */
  start(): () => void
}

export function createLogFeed(open: OpenLogs, asked: LogAsked): LogFeed {
  const frame = createBeat(inFrame())
  const calm = createBeat((run) => void setTimeout(run, calmMs))
  let table = createLogTable(limits)
  let connection: LogConnection = { state: 'connecting' }
  const changed = () => {
    frame.soon()
    calm.soon()
  }
  return {
    get table() {
      return table
    },
    get connection() {
      return connection
    },
    subscribe: frame.subscribe,
    subscribeCalmly: calm.subscribe,
    show(filter) {
      table.show(filter)
      frame.now()
      calm.now()
    },
    start() {
      table = createLogTable(limits)
      return open(asked, {
        onMessages(messages) {
          table.push(messages)
          changed()
        },
        onReopened: (complete) => table.reopened(complete),
        onConnection(next) {
          connection = next
          changed()
        },
      })
    },
  }
}

/**
 * Runs in the next frame, but in no more than a quarter of the time: after a frame that took long, the ones that follow
 * are left to scrolling and typing.
 */
function inFrame() {
  let notBefore = 0
  const run = (what: () => void) => (began: number) => {
    what()
    // By then what was told is drawn.
    setTimeout(() => {
      const took = performance.now() - began
      notBefore = began + Math.min(longestPause, took < cheap ? 0 : took * 4)
    })
  }
  return (what: () => void) => {
    const wait = notBefore - performance.now()
    if (wait <= 0) return void requestAnimationFrame(run(what))
    setTimeout(() => requestAnimationFrame(run(what)), wait)
  }
}

/** Tells its listeners, whatever happens in between, once per turn of `schedule`. */
function createBeat(schedule: (run: () => void) => void) {
  const listeners = new Set<() => void>()
  let waiting = false
  const now = () => {
    for (const listener of listeners) listener()
  }
  return {
    now,
    soon() {
      if (waiting) return
      waiting = true
      schedule(() => {
        waiting = false
        now()
      })
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useLogFeed(open: OpenLogs, cluster: string, query: string, filter: LogFilter): LogFeed {
  const feed = useMemo(() => createLogFeed(open, { cluster, query }), [open, cluster, query])
  useEffect(() => feed.start(), [feed])
  useEffect(() => feed.show(filter), [feed, filter])
  return feed
}

/** Something of the feed, which must be equal as long as nothing about it changed. */
export function useFromFeed<T>(feed: LogFeed, pace: 'frame' | 'calm', read: (feed: LogFeed) => T): T {
  const subscribe = pace === 'frame' ? feed.subscribe : feed.subscribeCalmly
  const get = useCallback(() => read(feed), [feed, read])
  return useSyncExternalStore(subscribe, get, get)
}
