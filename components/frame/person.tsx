'use client'
import { CircleUserRound } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useConnection } from '@/components/live/use-connection'
import { looks } from '@/components/ui/looks'
import { Opener } from '@/components/ui/opener'
import { WhyNot } from '@/components/ui/why-not'

const ShareView = lazy(() => import('./share-view'))

export interface ShownViewer {
  readonly person: string
  /** They can sign out here; who comes through a proxy signs out there. */
  readonly hasCookie: boolean
  /** Why they may not hand out links; null: they may. */
  readonly whyNoSharing: string | null
}

interface Props {
  readonly viewer: ShownViewer
  readonly cluster: string
  readonly namespaces: readonly string[]
}

export function Person({ viewer: { person, hasCookie, whyNoSharing }, cluster, namespaces }: Props) {
  const [sharing, setSharing] = useState(false)
  useSignedOut()
  const face = (
    <>
      <CircleUserRound aria-hidden size={16} className="shrink-0" />
      <span className="max-w-32 truncate max-lg:sr-only">{person}</span>
    </>
  )
  return (
    <>
      <Opener label={`${person}: signed in`} align="end" className={looks.quietButton} face={face}>
        {(close) => (
          <div className="min-w-44 max-w-72">
            <p className="wrap-break-word px-2 py-1.5">
              Signed in as <span className="font-medium">{person}</span>
            </p>
            <div className="border-t border-line pt-1">
              {whyNoSharing === null ? (
                <button
                  type="button"
                  className={looks.entry}
                  onClick={() => {
                    close()
                    setSharing(true)
                  }}
                >
                  Share a view…
                </button>
              ) : (
                <WhyNot what="Share a view" sentence={whyNoSharing} />
              )}
              <a href="/sessions" className={looks.entry}>
                Sessions and links
              </a>
              {hasCookie && (
                <form method="post" action="/api/sign-out">
                  <button type="submit" className={looks.entry}>
                    Sign out
                  </button>
                </form>
              )}
            </div>
          </div>
        )}
      </Opener>
      {sharing && (
        <Suspense>
          <ShareView cluster={cluster} chosen={namespaces} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </>
  )
}

/** The server ended this session: what is on screen may not stay, so on to the page that says so. */
function useSignedOut() {
  const { state } = useConnection()
  useEffect(() => {
    if (state !== 'signed-out') return
    const from = `${window.location.pathname}${window.location.search}`
    window.location.replace(`/sign-in?${new URLSearchParams({ problem: 'ended', from })}`)
  }, [state])
}
