import { parseQuantity } from '@/lib/kube/quantity'

/** What a quantity amounts to, in cores, bytes or pieces; 0 when it is absent or none. */
export function amount(quantity: string | undefined): number {
  return quantity === undefined ? 0 : (parseQuantity(quantity) ?? 0)
}
