import { browserClock } from './clock'
import { createHub, type Hub } from './hub'

/** The hub on what a browser has, in a tab as well as in a worker. */
export function browserHub(hiddenLimit: number | undefined): Hub {
  const hub = createHub({
    fetch: (input, init) => fetch(input, init),
    clock: browserClock,
    random: Math.random,
    newUrl,
    hiddenLimit,
  })
  addEventListener('online', hub.wake)
  return hub
}

/** 128 random bits in hexadecimal digits; `randomUUID` has fewer and is missing over plain HTTP. */
function newUrl(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const channel = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${location.origin}/api/live/${channel}`
}
