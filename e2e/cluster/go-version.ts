/** The `go` line of a go.mod: the oldest Go that builds it. */
export function requiredGoVersion(goMod: string): string {
  const version = /^go (\d+(?:\.\d+)*)/m.exec(goMod)?.[1]
  if (version === undefined) throw new Error('go.mod has no go line')
  return version
}

/** Compares the numbers of `1.26.8`; what follows them (`rc1`, ` X:…`) does not count. */
export function olderThan(version: string, other: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(other)]
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

const numbersOf = (version: string): number[] => (/^\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
