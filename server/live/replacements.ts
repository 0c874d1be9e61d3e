import type { Assigned, Message } from '@/lib/live/message'

/** What came in the place of selections and was not told yet. */
export interface Replacements {
  add(changes: ReadonlyMap<string, Assigned>): void
  /** The message that tells them, if there are any; they count as told. */
  take(): readonly Message[]
  clear(): void
}

export function createReplacements(): Replacements {
  const waiting = new Map<string, Assigned>()
  return {
    add(changes) {
      for (const [old, now] of waiting) if ('selection' in now) waiting.set(old, changes.get(now.selection) ?? now)
      for (const [old, now] of changes) waiting.set(old, now)
      // A right that was lost and came back before it was told.
      for (const [old, now] of waiting) if ('selection' in now && now.selection === old) waiting.delete(old)
    },
    take() {
      if (waiting.size === 0) return []
      const selections = Object.fromEntries(waiting)
      waiting.clear()
      return [{ type: 'replaced', selections }]
    },
    clear: () => waiting.clear(),
  }
}
