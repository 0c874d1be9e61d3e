'use client'
import { type RefObject, useEffect, useEffectEvent } from 'react'

export interface ListKeys {
  /** Moves the active line by so many lines; infinite for the first or last. */
  move(lines: number): void
  open(): void
  choose(): void
  stepBack(): void
  focusFilter(): void
}

const pageful = 20
const steps: ReadonlyMap<string, number> = new Map([
  ['j', 1],
  ['ArrowDown', 1],
  ['k', -1],
  ['ArrowUp', -1],
  ['PageDown', pageful],
  ['PageUp', -pageful],
  ['Home', Number.NEGATIVE_INFINITY],
  ['End', Number.POSITIVE_INFINITY],
])

/** The list's keys, wherever on the page the focus is, unless something that takes keys itself has it. */
export function useListKeys(scroller: RefObject<HTMLElement | null>, keys: ListKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
    if (event.key === 'Escape') return keys.stepBack()
    if (event.key === '/') {
      event.preventDefault()
      return keys.focusFilter()
    }
    const at = event.target
    const inList = at === document.body || (at instanceof Node && scroller.current?.contains(at) === true)
    if (!inList || isPressed(at, event.key)) return
    const act = actionOf(event.key, keys)
    if (act === undefined) return
    event.preventDefault()
    scroller.current?.focus({ preventScroll: true })
    act()
  })
  useEffect(() => {
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

function actionOf(key: string, keys: ListKeys): (() => void) | undefined {
  const lines = steps.get(key)
  if (lines !== undefined) return () => keys.move(lines)
  if (key === 'Enter') return keys.open
  return key === 'x' || key === ' ' ? keys.choose : undefined
}

/** A focused button or link has these keys for itself. */
function isPressed(at: EventTarget | null, key: string): boolean {
  if (at instanceof HTMLAnchorElement) return key === 'Enter'
  return at instanceof HTMLButtonElement && [' ', 'Enter'].includes(key)
}

function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null
}
