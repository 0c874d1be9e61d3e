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
    if (!inList || (at instanceof HTMLButtonElement && [' ', 'Enter'].includes(event.key))) return
    const act = actions(keys)[event.key]
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

function actions(keys: ListKeys): Readonly<Record<string, () => void>> {
  return {
    j: () => keys.move(1),
    ArrowDown: () => keys.move(1),
    k: () => keys.move(-1),
    ArrowUp: () => keys.move(-1),
    PageDown: () => keys.move(pageful),
    PageUp: () => keys.move(-pageful),
    Home: () => keys.move(Number.NEGATIVE_INFINITY),
    End: () => keys.move(Number.POSITIVE_INFINITY),
    Enter: keys.open,
    x: keys.choose,
    ' ': keys.choose,
  }
}

function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null
}
