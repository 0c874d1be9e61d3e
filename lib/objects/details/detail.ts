import type { Health } from '@/lib/views/view'
import type { NodeDetail } from './node-detail'
import type { PodDetail } from './pod-detail'
import type { WorkloadDetail } from './workload-detail'

/** What a page shows of a whole object. Instants are ms since 1970, durations ms, amounts cores and bytes. */
export type ObjectDetail = PodDetail | WorkloadDetail | NodeDetail

/** What every object has. */
export interface Identity {
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
  readonly createdAt: number | null
  readonly labels: readonly (readonly [key: string, value: string])[]
  /** The controller that made it, or null. */
  readonly owner: { readonly kind: string; readonly name: string } | null
  readonly deletion: Deletion | null
}

/** Somebody asked for the end of the object, and it is not over yet. */
export interface Deletion {
  readonly askedAt: number
  /** Until when its grace lasts. */
  readonly goneBy: number
  /** Who must still let it go. */
  readonly finalizers: readonly string[]
}

/** One thing that is so; of the values exactly one is there. */
export interface Fact {
  readonly term: string
  readonly text?: string
  /** An instant. */
  readonly at?: number
  /** A duration. */
  readonly ms?: number
}

export interface ConditionDetail {
  readonly type: string
  readonly status: string
  readonly health: Health
  /** What it means that it is so. */
  readonly words: string
  readonly since: number | null
  /** The cluster's own reason and message, or null. */
  readonly told: string | null
}

export type ContainerRole = 'init' | 'sidecar' | 'main' | 'ephemeral'

export interface ContainerDetail {
  readonly name: string
  readonly role: ContainerRole
  readonly image: string
  /** Null for a container of a template. */
  readonly state: ContainerState | null
  readonly lastRun: Ended | null
  readonly restarts: number
  readonly ports: string
  readonly probes: readonly { readonly type: 'startup' | 'readiness' | 'liveness'; readonly words: string }[]
  readonly resources: readonly Amount[]
  /** Variables that take their value from elsewhere, and how many are written in the spec. */
  readonly env: readonly { readonly name: string; readonly source: string }[]
  readonly plainEnv: number
  readonly mounts: readonly { readonly path: string; readonly volume: string; readonly readOnly: boolean }[]
  /** What runs before it is told to end, or null. */
  readonly preStop: string | null
}

export interface ContainerState {
  readonly health: Health
  /** `Running`, `Waiting`, `Completed`, `Failed`. */
  readonly word: string
  /** Why, in a sentence; null when the word says it all. */
  readonly words: string | null
  /** The cluster's own message, or null. */
  readonly told: string | null
  readonly since: number | null
}

/** A run of a container that is over. */
export interface Ended {
  /** As in `Killed: out of memory (OOMKilled), exit 137`. */
  readonly words: string
  readonly told: string | null
  readonly at: number | null
  readonly ranMs: number | null
}

/** What a container asks for and may take of a resource: cores, bytes or pieces; null where it says nothing. */
export interface Amount {
  readonly resource: string
  readonly request: number | null
  readonly limit: number | null
}
