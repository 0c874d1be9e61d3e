import type { Health } from '@/lib/views/view'
import type { ConditionDetail, Fact, Identity } from './detail'

export interface NodeDetail extends Identity {
  readonly of: 'node'
  /** Nobody may schedule onto it. */
  readonly cordoned: boolean
  readonly conditions: readonly ConditionDetail[]
  readonly taints: readonly { readonly taint: string; readonly words: string; readonly since: number | null }[]
  readonly addresses: readonly Fact[]
  readonly system: readonly Fact[]
  readonly resources: readonly NodeResource[]
  /** How its kubelet's version stands to the API server's; null while that is unknown. */
  readonly skew: { readonly health: Health; readonly words: string } | null
  /** When the kubelet renewed its lease last; null where that can't be read. */
  readonly leaseAt: number | null
}

/** Cores, bytes or pieces. */
export interface NodeResource {
  readonly resource: string
  readonly capacity: number
  readonly allocatable: number
}
