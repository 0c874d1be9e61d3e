import { createHash } from 'node:crypto'

/** The letters of generated names, apimachinery's util/rand. */
const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789'

const digest = (seed: string): Buffer => createHash('sha256').update(seed).digest()

/** Up to 64 hex digits; the same seed gives the same ones, so that a second load finds what the first made. */
export const seededHex = (seed: string, length: number): string => digest(seed).toString('hex').slice(0, length)

export function seededUuid(seed: string): string {
  const hex = seededHex(seed, 32)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)]
  return parts.join('-')
}

/** The end of a generated name, as in `web-7d4b9c6f5-x2kqz`. */
export function seededSuffix(seed: string, length = 5): string {
  const letters = [...digest(seed).subarray(0, length)].map((byte) => nameAlphabet[byte % nameAlphabet.length])
  return letters.join('')
}
