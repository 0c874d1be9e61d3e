import type { Condition, KubeObject, LabelSelector, PodTemplate } from './objects'

/** One step of a canary: exactly one of its fields is set. */
export interface CanaryStep {
  readonly setWeight?: number
  readonly pause?: { readonly duration?: number | string }
  readonly setCanaryScale?: {
    readonly replicas?: number
    readonly weight?: number
    readonly matchTrafficWeight?: boolean
  }
  readonly analysis?: { readonly templates: readonly { readonly templateName: string }[] }
  readonly [field: string]: unknown
}

export interface Rollout extends KubeObject {
  readonly spec: {
    readonly replicas?: number
    readonly selector: LabelSelector
    readonly template: PodTemplate
    readonly paused?: boolean
    readonly restartAt?: string
    readonly revisionHistoryLimit?: number
    readonly progressDeadlineSeconds?: number
    readonly minReadySeconds?: number
    readonly strategy: {
      readonly canary?: {
        readonly steps?: readonly CanaryStep[]
        readonly stableService?: string
        readonly canaryService?: string
        readonly maxSurge?: number | string
        readonly maxUnavailable?: number | string
        readonly analysis?: {
          readonly templates: readonly { readonly templateName: string }[]
          readonly startingStep?: number
        }
        readonly [field: string]: unknown
      }
      readonly blueGreen?: {
        readonly activeService: string
        readonly previewService?: string
        readonly autoPromotionEnabled?: boolean
        readonly autoPromotionSeconds?: number
        readonly scaleDownDelaySeconds?: number
        readonly [field: string]: unknown
      }
    }
    readonly [field: string]: unknown
  }
  readonly status: {
    readonly observedGeneration?: string
    readonly phase?: string
    readonly message?: string
    readonly abort?: boolean
    readonly abortedAt?: string
    readonly promoteFull?: boolean
    readonly controllerPause?: boolean
    readonly pauseConditions?: readonly { readonly reason: string; readonly startTime: string }[]
    readonly currentStepIndex?: number
    readonly currentStepHash?: string
    readonly currentPodHash?: string
    readonly stableRS?: string
    readonly replicas?: number
    readonly updatedReplicas?: number
    readonly readyReplicas?: number
    readonly availableReplicas?: number
    readonly HPAReplicas?: number
    readonly selector?: string
    readonly restartedAt?: string
    readonly conditions?: readonly Condition[]
    readonly canary?: Readonly<Record<string, unknown>>
    readonly blueGreen?: Readonly<Record<string, unknown>>
    readonly [field: string]: unknown
  }
}

export interface AnalysisMetric {
  readonly name: string
  readonly interval?: string
  readonly initialDelay?: string
  readonly count?: number | string
  readonly failureLimit?: number | string
  readonly inconclusiveLimit?: number | string
  readonly successCondition?: string
  readonly failureCondition?: string
  readonly provider: Readonly<Record<string, unknown>>
}

export interface AnalysisTemplate extends KubeObject {
  readonly spec: {
    readonly args?: readonly { readonly name: string; readonly value?: string }[]
    readonly metrics: readonly AnalysisMetric[]
  }
}

export interface AnalysisRun extends KubeObject {
  readonly spec: AnalysisTemplate['spec'] & { readonly terminate?: boolean }
  readonly status: {
    readonly phase?: string
    readonly message?: string
    readonly startedAt?: string
    readonly completedAt?: string
    readonly metricResults?: readonly Readonly<Record<string, unknown>>[]
    readonly runSummary?: Readonly<Record<string, number>>
    readonly [field: string]: unknown
  }
}
