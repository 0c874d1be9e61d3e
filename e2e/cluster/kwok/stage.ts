import { annotations, type PodFault } from './annotations'

/** A condition on the object's JSON, in jq. Tested after, and far more slowly than, matchAnnotations. */
export interface Expression {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values?: readonly string[]
}

export const isIn = (key: string, ...values: string[]): Expression => ({ key, operator: 'In', values })
export const isNotIn = (key: string, ...values: string[]): Expression => ({ key, operator: 'NotIn', values })
export const exists = (key: string): Expression => ({ key, operator: 'Exists' })
export const isAbsent = (key: string): Expression => ({ key, operator: 'DoesNotExist' })

export const annotation = (name: string): string => `.metadata.annotations["${name}"]`
export const condition = (type: string): string => `.status.conditions.[] | select( .type == "${type}" ) | .status`
export const notDeleted = isAbsent('.metadata.deletionTimestamp')
export const phaseIs = (phase: string): Expression => isIn('.status.phase', phase)

export const waitingReason = '.status.containerStatuses.[].state.waiting.reason'
export const runningSince = '.status.containerStatuses.[].state.running.startedAt'
export const initWaitingReason = '.status.initContainerStatuses.[].state.waiting.reason'
export const initRunningSince = '.status.initContainerStatuses.[].state.running.startedAt'

/** Between these milliseconds, unless the annotation gives a Go duration. */
interface Delay {
  readonly from: number
  readonly to: number
  readonly annotation?: string
}

type Step = Readonly<Record<string, unknown>>

export const event = (type: 'Normal' | 'Warning', reason: string, message: string): Step => ({
  event: { type, reason, message },
})
/** A strategic merge: conditions merge by type, containerStatuses are replaced as a whole. */
export const status = (template: string): Step => ({ patch: { subresource: 'status', root: 'status', template } })
export const metadata = (template: string): Step => ({ patch: { root: 'metadata', template } })

export interface Stage {
  readonly name: string
  /** Only objects with this fault; tested first and cheaply. */
  readonly fault?: PodFault
  readonly matchAnnotations?: Readonly<Record<string, string>>
  readonly when: readonly Expression[]
  /** Of several matching stages one is drawn by weight; a stage that should lose must exclude instead. */
  readonly weight?: number
  readonly delay?: Delay
  readonly steps: readonly Step[]
}

/** As kwok reads it. */
export function stageObject(kind: 'Pod' | 'Node' | 'PersistentVolumeClaim', stage: Stage): object {
  const matchAnnotations = stage.fault ? { [annotations.fault]: stage.fault } : stage.matchAnnotations
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name: stage.name },
    spec: {
      resourceRef: { apiGroup: 'v1', kind },
      selector: { ...(matchAnnotations ? { matchAnnotations } : {}), matchExpressions: stage.when },
      weight: stage.weight ?? 1,
      ...(stage.delay ? { delay: delayObject(stage.delay) } : {}),
      steps: stage.steps,
    },
  }
}

function delayObject({ from, to, annotation: name }: Delay): object {
  const expression = name === undefined ? undefined : { expressionFrom: annotation(name) }
  return {
    durationMilliseconds: from,
    jitterDurationMilliseconds: to,
    ...(expression ? { durationFrom: expression, jitterDurationFrom: expression } : {}),
  }
}
