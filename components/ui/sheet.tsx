'use client'
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

export interface SheetProps {
  readonly title: string
  /** `side`: a panel at the right edge, full height. `middle`: a window. Both rise from the bottom on a phone. */
  readonly place: 'side' | 'middle'
  readonly children: ReactNode
  onClose(): void
}

const places = {
  side: 'md:inset-y-0 md:right-0 md:left-auto md:w-[26rem] md:max-h-none md:rounded-none md:border-l md:border-t-0',
  middle:
    'md:top-[12vh] md:bottom-auto md:left-1/2 md:w-[34rem] md:-translate-x-1/2 md:rounded-lg md:border md:max-h-[76vh]',
}

/** A dialog over the page. Mounted while open; Esc and a press outside close it, and focus returns where it was. */
export default function Sheet({ title, place, children, onClose }: SheetProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Popup
          className={`fixed inset-x-0 bottom-0 z-50 flex max-h-[85dvh] flex-col rounded-t-lg border-t border-line bg-float shadow-float outline-none ${places[place]}`}
        >
          <div className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
            <Dialog.Title className="min-w-0 grow truncate text-lg font-semibold">{title}</Dialog.Title>
            <Dialog.Close
              aria-label="Close"
              className="grid size-8 shrink-0 place-items-center rounded-md text-quiet hover:bg-hover hover:text-ink"
            >
              <X aria-hidden size={16} />
            </Dialog.Close>
          </div>
          <div className="min-h-0 overflow-y-auto p-4">{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
