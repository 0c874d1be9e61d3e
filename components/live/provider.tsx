'use client'

import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { browserClock } from './clock'
import { connectionBy, openInTab, openWorkerPort } from './connection'
import { browserPage } from './page'
import { createSession, type Session } from './session'
import { createTicker, type Ticker } from './ticker'

export interface Live {
  readonly session: Session
  readonly ticker: Ticker
  /** When the page was rendered on the server, by its clock: the first "now" that the browser draws, too. */
  readonly renderedAt: number
}

export const LiveContext = createContext<Live | undefined>(undefined)

interface LiveProviderProps {
  readonly renderedAt: number
  /** An opaque word for who is signed in. Tabs of one browser share a stream only when it is the same. */
  readonly viewer: string
  readonly children: ReactNode
}

/** Around all pages, once. It connects when the first hook below it needs it, and never on the server. */
export function LiveProvider({ renderedAt, viewer, children }: LiveProviderProps) {
  const [live] = useState(() => createLive(renderedAt, viewer))
  useEffect(() => live.session.close, [live])
  return <LiveContext value={live}>{children}</LiveContext>
}

export function useLive(): Live {
  const live = use(LiveContext)
  if (live === undefined) throw new Error('Live hooks work only below <LiveProvider>.')
  return live
}

function createLive(renderedAt: number, viewer: string): Live {
  const open = connectionBy(openWorkerPort(viewer), openInTab, browserClock)
  const session = createSession(open, browserClock, browserPage)
  return { session, ticker: createTicker(browserClock, browserPage, () => session.link().ahead), renderedAt }
}
