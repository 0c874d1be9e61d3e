import type { Health } from './view'

/** How something does and why; the reason is null when there is nothing to say. */
export interface Judgement {
  readonly health: Health
  readonly reason: string | null
}

export const healthy: Judgement = { health: 'healthy', reason: null }

export const isBroken = (health: Health): boolean => health === 'failed' || health === 'degraded'

const longest = 200

/** The cluster's own words on one line, cut where they grow too long for one; null when there are none. */
export function shorten(text: string): string | null {
  const line = text.length > 4 * longest ? text.slice(0, 4 * longest) : text
  const words = line.replaceAll(/\s+/g, ' ').trim()
  if (words === '') return null
  return words.length <= longest ? words : `${words.slice(0, longest - 1).trimEnd()}…`
}

/** `WORD: MESSAGE` as far as either is there; null when neither is. */
export function told(word: string, message: string): string | null {
  const words = shorten(message)
  if (words === null || word === '') return words ?? shorten(word)
  return words.startsWith(word) ? words : `${word}: ${words}`
}
