'use client'
import { useEffect, useId, useSyncExternalStore } from 'react'
import type { FreshnessByType } from '@/lib/live/freshness'

const none: FreshnessByType = {}
const reports = new Map<string, FreshnessByType>()
const listeners = new Set<() => void>()
let merged = none

function report(id: string, freshness: FreshnessByType | null): void {
  if (freshness === null) reports.delete(id)
  else reports.set(id, freshness)
  merged = Object.assign({}, ...reports.values())
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells the frame how far the rows that this component shows can be trusted, for as long as it shows them. */
export function useReportFreshness(freshness: FreshnessByType): void {
  const id = useId()
  useEffect(() => report(id, freshness), [id, freshness])
  useEffect(() => () => report(id, null), [id])
}

/** Every resource type that the page's rows come from. */
export function usePageFreshness(): FreshnessByType {
  return useSyncExternalStore(
    subscribe,
    () => merged,
    () => none,
  )
}
