'use client'

import { useEffect, useState } from 'react'
import { type ObjectAddress, objectStreamPath } from '@/lib/objects/object-address'
import { type SeenObject, seeObject, unseenObject } from '@/lib/objects/seen-object'
import { browserClock } from './clock'
import { openObjectReader } from './object-reader'
import { browserPage } from './page'
import { useLive } from './provider'

export interface FollowedObject {
  readonly seen: SeenObject
  /** Forgets what was seen and looks again: at the namesake of an object that is gone. */
  startAnew(): void
}

/** One object in full, as it changes. It is read in the browser only: the server knows no one's page. */
export function useObject(cluster: string, address: ObjectAddress): FollowedObject {
  const { session } = useLive()
  const [turn, setTurn] = useState(0)
  const url = objectStreamPath(cluster, address)
  const key = `${turn} ${url}`
  const [held, setHeld] = useState({ key, seen: unseenObject })
  useEffect(() => {
    let seen = unseenObject
    return openObjectReader({
      url,
      fetch: (input, init) => fetch(input, init),
      clock: browserClock,
      page: browserPage,
      random: Math.random,
      onMessage(message) {
        const next = seeObject(seen, message, Date.now() + session.link().ahead)
        if (next !== seen) setHeld({ key, seen: next })
        seen = next
      },
    })
  }, [session, url, key])
  return { seen: held.key === key ? held.seen : unseenObject, startAnew: () => setTurn(turn + 1) }
}
