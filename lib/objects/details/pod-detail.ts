import type { ConditionDetail, ContainerDetail, Fact, Identity } from './detail'
import type { Reference } from './reference-detail'

export interface PodDetail extends Identity {
  readonly of: 'pod'
  readonly phase: string
  readonly containers: readonly ContainerDetail[]
  readonly qos: Qos
  readonly volumes: readonly { readonly name: string; readonly source: string }[]
  readonly references: readonly Reference[]
  readonly node: string | null
  readonly network: readonly Fact[]
  readonly scheduling: readonly Fact[]
  readonly shutdown: Shutdown
  readonly conditions: readonly ConditionDetail[]
}

export interface Qos {
  readonly class: string
  readonly words: string
  /** What the pod takes of its node's allocatable: cores and bytes. */
  readonly cpuRequested: number
  readonly memoryRequested: number
  /** How that comes about. */
  readonly rule: string
}

export interface Shutdown {
  readonly graceMs: number
  /** While the pod is being deleted: how long each container took to end after that was asked. */
  readonly took: readonly { readonly container: string; readonly ms: number }[]
}
