import { parseQuantity } from '@/lib/kube/quantity'

/** The few quantities that a cluster's pods are written with, read once. */
const known = new Map<string, number>()
const mostKnown = 4096

/** What a quantity amounts to, in cores, bytes or pieces; 0 when it is absent or none. */
export function amount(quantity: string | undefined): number {
  if (quantity === undefined) return 0
  const found = known.get(quantity)
  if (found !== undefined) return found
  const value = parseQuantity(quantity) ?? 0
  if (known.size < mostKnown) known.set(quantity, value)
  return value
}
