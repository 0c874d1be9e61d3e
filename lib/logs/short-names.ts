/**
 * What tells names apart: each without the beginning, up to a dash, that all of them share. `web-7d4-abcde` and `web-7d4-xyz`
 * are `abcde` and `xyz`; a single name stays whole.
 */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const [first = '', ...others] = [...new Set(names)]
  if (others.length === 0) return new Map(names.map((name) => [name, name]))
  let shared = first.length
  for (const name of others) {
    let same = 0
    while (same < shared && name[same] === first[same]) same++
    shared = same
  }
  const begin = first.slice(0, shared).lastIndexOf('-') + 1
  return new Map(names.map((name) => [name, name.slice(begin)]))
}
