import type { ContainerStatus } from '@/lib/kube/kinds/pod'
import { ending } from './container-fault'
import type { Evidence } from './finding'
import type { Reference } from './reference'
import { shorten, told } from './words'

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
  readonly lastTransitionTime: number | undefined
}

export function conditionEvidence(
  object: Reference,
  condition: Condition,
  source: 'condition' | 'node' = 'condition',
): Evidence {
  const { type, status, reason, message, lastTransitionTime } = condition
  const words = told(reason, message) ?? ''
  return { source, object, field: `status.conditions[${type}]=${status}`, words, at: lastTransitionTime }
}

export function statusEvidence(object: Reference, field: string, words: string, at?: number): Evidence {
  return { source: 'status', object, field: `status.${field}`, words: shorten(words) ?? '', at }
}

export function specEvidence(object: Reference, field: string, words: string): Evidence {
  return { source: 'spec', object, field, words: shorten(words) ?? '', at: undefined }
}

export function waitingEvidence(object: Reference, { name, state }: ContainerStatus): Evidence {
  const { reason = '', message = '' } = state?.waiting ?? {}
  const words = told(reason, message) ?? ''
  return { source: 'container', object, field: `${name}, state.waiting`, words, at: undefined }
}

type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>

export function endingEvidence(object: Reference, name: string, last: Terminated, restarts: number): Evidence {
  const message = shorten(last.message)
  const words = `${ending(last)}${restarts > 0 ? `, restart ${restarts}` : ''}${message === null ? '' : `: ${message}`}`
  return { source: 'container', object, field: `${name}, last state.terminated`, words, at: last.finishedAt }
}
