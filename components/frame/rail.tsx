'use client'
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { looks } from '@/components/ui/looks'
import { useRemembered } from '@/components/ui/remembered'
import { addressOf, destinations } from './destinations'
import type { Place } from './place'

/** The pages: names beside icons where there is room, icons alone where there is little, a bar at the thumb on a phone. */
export function Rail({ place }: { place: Place }) {
  const [width, setWidth] = useRemembered('rail', 'wide')
  const named = width === 'wide'
  const Fold = named ? PanelLeftClose : PanelLeftOpen
  const label = named ? 'md:max-xl:sr-only' : 'md:sr-only'
  return (
    <nav
      aria-label="Pages"
      className={`z-30 flex shrink-0 border-line bg-raised max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:border-t max-md:pb-[env(safe-area-inset-bottom)] md:flex-col md:border-r md:p-2 ${named ? 'md:w-13 xl:w-44' : 'md:w-13'}`}
    >
      {destinations.map((destination) => {
        const { to, name, icon: Icon } = destination
        const here = to === place.page
        return (
          <Link
            key={to}
            href={addressOf(destination, place)}
            prefetch={false}
            title={name}
            aria-current={here ? 'page' : undefined}
            className={`flex items-center gap-2.5 rounded-md md:mb-0.5 md:h-9 md:px-2.5 max-md:h-14 max-md:flex-1 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-xs ${here ? 'font-medium text-accent md:bg-chosen md:text-ink' : 'text-quiet hover:text-ink md:hover:bg-hover'}`}
          >
            <Icon aria-hidden size={16} strokeWidth={here ? 2.25 : 1.75} className="shrink-0 max-md:size-5" />
            <span className={label}>{name}</span>
          </Link>
        )
      })}
      <button
        type="button"
        aria-label={named ? 'Show icons only' : 'Show names'}
        className={`${looks.iconButton} mt-auto hidden xl:grid`}
        onClick={() => setWidth(named ? 'narrow' : 'wide')}
      >
        <Fold aria-hidden size={16} />
      </button>
    </nav>
  )
}
