'use client'
import { CircleHelp } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useClusters } from '@/components/live/use-connection'
import { useNow } from '@/components/live/use-now'
import { editQuery, writeQuery } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'
import { NowContext } from '@/components/ui/now'
import { rememberedNamespaces } from '@/components/ui/remembered'
import type { ClusterState } from '@/lib/live/message'
import { ClusterSwitcher } from './cluster-switcher'
import { useFrameKeys } from './frame-keys'
import { FreshnessButton } from './freshness-button'
import { NamespacePicker } from './namespace-picker'
import { Person, type ShownViewer } from './person'
import { type Place, usePlace } from './place'
import { Rail } from './rail'

const Help = lazy(() => import('./help'))

export interface FrameProps {
  readonly cluster: string
  readonly clusters: readonly ClusterState[]
  readonly viewer: ShownViewer
  readonly children: ReactNode
}

/** What stands around every page of a cluster. */
export function Frame({ cluster, clusters: initial, viewer, children }: FrameProps) {
  const clusters = useClusters(initial)
  const place = usePlace(cluster)
  const [help, setHelp] = useState(false)
  useFrameKeys(place, () => setHelp(true))
  useRememberedScope(cluster, place)
  return (
    <div className="flex h-dvh max-md:flex-col">
      <a href="#page" className="sr-only z-50 bg-float p-2 focus:not-sr-only focus:absolute">
        Skip to the page
      </a>
      <Rail place={place} />
      <div className="flex min-h-0 min-w-0 grow flex-col max-md:pb-[calc(3.5rem+env(safe-area-inset-bottom))]">
        <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-1.5">
          <ClusterSwitcher clusters={clusters} here={cluster} place={place} />
          <NamespacePicker cluster={cluster} chosen={place.namespaces} />
          <div className="ml-auto flex shrink-0 items-center">
            <FreshnessButton />
            <button
              type="button"
              aria-label="Keys"
              aria-keyshortcuts="?"
              title="Keys (?)"
              className={`${looks.iconButton} max-md:hidden`}
              onClick={() => setHelp(true)}
            >
              <CircleHelp aria-hidden size={16} />
            </button>
            <Person viewer={viewer} cluster={cluster} namespaces={place.namespaces} />
          </div>
        </header>
        <main id="page" tabIndex={-1} className="flex min-h-0 grow flex-col outline-none">
          <Ticking>{children}</Ticking>
        </main>
      </div>
      {help && (
        <Suspense>
          <Help onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** Its children are the same at every tick, so only what reads the clock draws anew. */
function Ticking({ children }: { children: ReactNode }) {
  return <NowContext value={useNow(1000)}>{children}</NowContext>
}

/** The bare Overview is where one lands: it opens on the namespaces chosen last. Every other address means what it says. */
function useRememberedScope(cluster: string, { page, namespaces }: Place): void {
  const landed = useRef(false)
  useEffect(() => {
    if (landed.current) return
    landed.current = true
    const last = rememberedNamespaces(cluster)
    if (page === 'overview' && window.location.search === '' && namespaces.length === 0 && last.length > 0)
      writeQuery(editQuery(new URLSearchParams(), { namespace: last }), 'replace')
  }, [cluster, page, namespaces.length])
}
