'use client'
import { Search } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ListQuery } from './query'

export interface FilterFieldProps {
  readonly noun: { readonly many: string }
  readonly query: ListQuery
  readonly field: RefObject<HTMLInputElement | null>
  /** Takes the keys again when one leaves the field. */
  readonly scroller: RefObject<HTMLElement | null>
}

const pauseMs = 80

/** The text filter: what is typed shows at once and is asked when the fingers pause. */
export function FilterField({ noun, query, field, scroller }: FilterFieldProps) {
  const { text } = query.question
  const label = `Filter ${noun.many}`
  const [draft, setDraft] = useState({ typed: text, asked: text })
  if (draft.asked !== text) {
    const ours = draft.typed.trim().toLowerCase() === text
    setDraft({ typed: ours ? draft.typed : text, asked: text })
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (typed: string, wait: number) => {
    setDraft({ ...draft, typed })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => query.setText(typed.trim()), wait)
  }
  return (
    <div className="relative min-w-32 max-w-80 grow max-md:max-w-none max-md:basis-[calc(100%-7.5rem)]">
      <Search aria-hidden size={14} className="pointer-events-none absolute top-2.25 left-2.5 text-quiet" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={draft.typed}
        className="peer h-8 w-full max-md:text-[16px] rounded-md border border-line bg-surface pr-7 pl-8 placeholder:text-quiet hover:border-edge"
        onChange={(event) => type(event.target.value, pauseMs)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && draft.typed !== '') {
            event.preventDefault()
            type('', 0)
          } else if (['Escape', 'Enter', 'ArrowDown'].includes(event.key)) {
            event.preventDefault()
            scroller.current?.focus()
          }
        }}
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute top-1.75 right-2 rounded-sm border border-line px-1 font-mono text-xs text-quiet peer-focus:hidden peer-not-placeholder-shown:hidden max-md:hidden"
      >
        /
      </kbd>
    </div>
  )
}
