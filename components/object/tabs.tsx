'use client'
import { useSearchParams } from 'next/navigation'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { editQuery, writeQuery } from '@/components/ui/address'

export interface Tab {
  readonly key: string
  readonly label: string
  readonly panel: ReactNode
  /** It takes the whole height and scrolls by itself. */
  readonly fills?: boolean
}

/** The tab that the address names; the first where it names none. What a list in another tab was asked goes with it. */
export function useTab(tabs: readonly Tab[]) {
  const query = useSearchParams()
  const asked = query.get('tab')
  const shown = tabs.find(({ key }) => key === asked) ?? tabs[0]
  const choose = (key: string) =>
    writeQuery(editQuery(new URLSearchParams(), { tab: key === tabs[0]?.key ? [] : [key] }), 'push')
  return { key: shown?.key ?? '', shown, choose }
}

export interface TabsProps {
  readonly tabs: readonly Tab[]
  readonly chosen: string
  onChoose(key: string): void
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/** The tabs of a page; arrows move along them. On a phone they scroll sideways. */
export function Tabs({ tabs, chosen, onChoose }: TabsProps) {
  const list = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const place = tabs.findIndex(({ key }) => key === chosen)
    const next = tabs[(place + step + tabs.length) % tabs.length]
    if (next === undefined) return
    onChoose(next.key)
    list.current?.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus()
  }
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Parts of this page"
      onKeyDown={press}
      className="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-2 md:px-3"
    >
      {tabs.map(({ key, label }) => (
        <button
          key={key}
          id={`tab-${key}`}
          type="button"
          role="tab"
          aria-selected={key === chosen}
          aria-controls="object-panel"
          tabIndex={key === chosen ? 0 : -1}
          className={`h-10 shrink-0 border-b-2 px-2.5 -outline-offset-2 ${key === chosen ? 'border-accent font-medium text-ink' : 'border-transparent text-quiet hover:text-ink'}`}
          onClick={() => onChoose(key)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
