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

/** `1 pod`, `3 pods`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** `once`, `twice`, `194 times`. */
export function times(number: number): string {
  if (number === 1) return 'once'
  return number === 2 ? 'twice' : `${number} times`
}

/** `a`, `a and b`, `a, b and 4 more`: names in order of the alphabet, at most `most` of them. */
export function names(all: Iterable<string>, most = 3): string {
  const sorted = [...new Set(all)].sort()
  if (sorted.length <= 1) return sorted.join('')
  const shown = sorted.length <= most ? sorted.slice(0, -1) : sorted.slice(0, most - 1)
  const rest = sorted.length - shown.length
  return `${shown.join(', ')} and ${rest === 1 ? sorted.at(-1) : `${rest} more`}`
}

/** `45 s`, `10 min`, `3 h`, `2 d`: how long something takes, roughly. */
export function span(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`
}

/** A clause at the end of a sentence: `: WHY`, without the full stop that it may bring along; '' when there is none. */
export function because(why: string | null | undefined): string {
  const words = shorten(why ?? '')?.replace(/[.\s]+$/, '') ?? ''
  return words === '' ? '' : `: ${words}`
}

/** What a runtime or driver said, without what gRPC puts before it. */
export const withoutTransport = (words: string): string => words.replaceAll(/(rpc error: )?code = \w+ desc = /g, '')
