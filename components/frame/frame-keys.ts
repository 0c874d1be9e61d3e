'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { addressOf, destinations } from './destinations'
import type { Place } from './place'

/** How long `g` waits for its letter, ms. */
const patience = 1500

/** `g` and a letter goes to a page, `?` shows what the keys do. */
export function useFrameKeys(place: Place, onHelp: () => void): void {
  const router = useRouter()
  const goingSince = useRef(Number.NEGATIVE_INFINITY)
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (target instanceof Element && target.closest('input, textarea, select, [role=dialog]') !== null) return
    const going = event.timeStamp - goingSince.current < patience
    goingSince.current = event.key === 'g' && !going ? event.timeStamp : Number.NEGATIVE_INFINITY
    if (event.key === '?') return onHelp()
    const destination = going ? destinations.find(({ letter }) => letter === event.key) : undefined
    if (destination === undefined) return
    event.preventDefault()
    router.push(addressOf(destination, place))
  })
  useEffect(() => {
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
