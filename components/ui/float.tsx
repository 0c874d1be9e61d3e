'use client'
import { Popover } from '@base-ui/react/popover'
import type { ReactNode, RefObject } from 'react'

export interface FloatProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly label: string
  readonly align?: 'start' | 'end'
  readonly children: ReactNode
  onClose(): void
}

/** What floats beside the button that opened it. Mounted while open; focus goes in, and back to the button after. */
export default function Float({ anchor, label, align = 'start', children, onClose }: FloatProps) {
  return (
    <Popover.Root open onOpenChange={(open) => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align={align} sideOffset={6} collisionPadding={8} className="z-40">
          <Popover.Popup
            aria-label={label}
            finalFocus={anchor}
            className="max-h-(--available-height) max-w-[calc(100vw-16px)] overflow-y-auto rounded-lg border border-line bg-float p-1 shadow-float outline-none"
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
