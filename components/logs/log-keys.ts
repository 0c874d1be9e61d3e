'use client'
import { useEffect, useEffectEvent, useRef } from 'react'

export interface LogKeys {
  readonly filter: () => void
  readonly follow: () => void
  readonly wrap: () => void
  readonly times: () => void
  readonly previous: () => void
  /** Opens the line so many after the opened one. */
  readonly move: (lines: number) => void
  readonly close: () => void
}

/** How long `g`, which begins a way to another page, makes the next letter not ours, ms. */
const patience = 1500

/** The logs' keys, wherever on the page the focus is, unless something that takes keys itself has it. */
export function useLogKeys(keys: LogKeys): void {
  const goingSince = useRef(Number.NEGATIVE_INFINITY)
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
    const going = event.timeStamp - goingSince.current < patience
    goingSince.current = event.key === 'g' && !going ? event.timeStamp : Number.NEGATIVE_INFINITY
    const act = going ? undefined : actionOf(event.key, keys)
    if (act === undefined) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

function actionOf(key: string, keys: LogKeys): (() => void) | undefined {
  switch (key) {
    case '/':
      return keys.filter
    case 'f':
      return keys.follow
    case 'w':
      return keys.wrap
    case 't':
      return keys.times
    case 'p':
      return keys.previous
    case 'j':
      return () => keys.move(1)
    case 'k':
      return () => keys.move(-1)
    case 'Escape':
      return keys.close
    default:
      return undefined
  }
}

function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null
}
