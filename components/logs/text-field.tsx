'use client'
import { Search } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'

export interface TextFieldProps {
  readonly text: string
  /** Why what stands there filters nothing. */
  readonly problem: string | null
  readonly field: RefObject<HTMLInputElement | null>
  onText(text: string): void
  /** One leaves the field: the lines take the keys again. */
  onLeave(): void
}

const pauseMs = 80

/** What lines must say: what is typed shows at once and filters when the fingers pause. */
export function TextField({ text, problem, field, onText, onLeave }: TextFieldProps) {
  const [draft, setDraft] = useState({ typed: text, asked: text })
  if (draft.asked !== text) setDraft({ typed: draft.typed.trim() === text ? draft.typed : text, asked: text })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (typed: string, wait: number) => {
    setDraft({ ...draft, typed })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onText(typed.trim()), wait)
  }
  return (
    <div className="relative min-w-32 max-w-96 grow max-md:max-w-none max-md:basis-[calc(100%-6rem)]">
      <Search aria-hidden size={14} className="pointer-events-none absolute top-2.25 left-2.5 text-quiet" />
      <input
        ref={field}
        type="search"
        aria-label="Filter lines"
        aria-keyshortcuts="/"
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : 'log-filter-problem'}
        placeholder="Filter lines: words, or /regex/"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={draft.typed}
        className="peer h-8 w-full rounded-md border border-line bg-surface pr-7 pl-8 placeholder:text-quiet hover:border-edge aria-invalid:border-failed max-md:text-[16px]"
        onChange={(event) => type(event.target.value, pauseMs)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && draft.typed !== '') {
            event.preventDefault()
            type('', 0)
          } else if (['Escape', 'Enter'].includes(event.key)) {
            event.preventDefault()
            onLeave()
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
