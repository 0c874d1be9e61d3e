'use client'
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'

const Float = lazy(() => import('./float'))

export interface OpenerProps {
  /** The whole name of the button for a screen reader. */
  readonly label: string
  readonly className: string
  readonly align?: 'start' | 'end'
  /** What the button shows. */
  readonly face: ReactNode
  /** What floats when it is pressed; its code is asked for only then. */
  children(close: () => void): ReactNode
}

/** A button that opens a float beside it. */
export function Opener({ label, className, align = 'start', face, children }: OpenerProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        className={className}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <Suspense>
          <Float anchor={anchor} label={label} align={align} onClose={close}>
            {children(close)}
          </Float>
        </Suspense>
      )}
    </>
  )
}
