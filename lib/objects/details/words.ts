/** `30 s`, `5 min`, `1 h 30 min`: a length that somebody set, exactly. */
export function lengthOf(seconds: number): string {
  if (seconds < 60 || (seconds < 600 && seconds % 60 !== 0)) return `${seconds} s`
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ]
  return parts
    .filter(([number]) => number > 0)
    .map(([number, unit]) => `${number} ${unit}`)
    .join(' ')
}

/** Text that is there, or null. */
export const orNull = (text: string): string | null => (text === '' ? null : text)

/** `3 misses`, `1 miss`. */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`
