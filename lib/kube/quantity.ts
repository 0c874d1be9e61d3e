const form = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/

const tens: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }
const powersOf1024 = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

/** A Kubernetes quantity as a number ("250m" 0.25, "1Gi" 1073741824), or undefined if it is not one (resource.Quantity). */
export function parseQuantity(text: string): number | undefined {
  const [whole, digits, suffix = '', exponent] = form.exec(text) ?? []
  if (whole === undefined) return undefined
  const power = powersOf1024.indexOf(suffix) + 1
  if (power > 0) return Number(digits) * 1024 ** power
  return Number(`${digits}e${exponent ?? tens[suffix] ?? 0}`)
}
