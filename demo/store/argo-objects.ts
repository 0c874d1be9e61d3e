import type { Condition, KubeObject, LabelSelector, PodTemplate, TextMap } from './objects'

interface AnalysisArgument {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: {
    readonly podTemplateHashValue?: 'Latest' | 'Stable'
    readonly fieldRef?: { readonly fieldPath: string }
  }
}

/** Which templates a Rollout makes an AnalysisRun from. */
export interface RolloutAnalysis {
  readonly templates: readonly { readonly templateName: string; readonly clusterScope?: boolean }[]
  readonly args?: readonly AnalysisArgument[]
}

/** One step of a canary: exactly one of its fields is set. */
export interface CanaryStep {
  readonly setWeight?: number
  readonly pause?: { readonly duration?: number | string }
  readonly setCanaryScale?: {
    readonly replicas?: number
    readonly weight?: number
    readonly matchTrafficWeight?: boolean
  }
  readonly analysis?: RolloutAnalysis
  readonly [field: string]: unknown
}

/** What a status says of an AnalysisRun. */
export interface AnalysisRunSummary {
  readonly name: string
  readonly status: string
  readonly message?: string
}

interface WeightDestination {
  readonly weight: number
  readonly podTemplateHash?: string
  readonly serviceName?: string
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
        readonly analysis?: RolloutAnalysis & { readonly startingStep?: number }
        readonly trafficRouting?: { readonly maxTrafficWeight?: number; readonly [provider: string]: unknown }
        readonly scaleDownDelaySeconds?: number
        readonly abortScaleDownDelaySeconds?: number
        readonly [field: string]: unknown
      }
      readonly blueGreen?: {
        readonly activeService: string
        readonly previewService?: string
        readonly autoPromotionEnabled?: boolean
        readonly autoPromotionSeconds?: number
        readonly scaleDownDelaySeconds?: number
        readonly abortScaleDownDelaySeconds?: number
        readonly previewReplicaCount?: number
        readonly maxUnavailable?: number | string
        readonly prePromotionAnalysis?: RolloutAnalysis
        readonly postPromotionAnalysis?: RolloutAnalysis
        readonly [field: string]: unknown
      }
    }
    readonly progressDeadlineAbort?: boolean
    readonly analysis?: {
      readonly successfulRunHistoryLimit?: number
      readonly unsuccessfulRunHistoryLimit?: number
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
    readonly canary?: {
      readonly currentStepAnalysisRunStatus?: AnalysisRunSummary
      readonly currentBackgroundAnalysisRunStatus?: AnalysisRunSummary
      readonly weights?: { readonly canary: WeightDestination; readonly stable: WeightDestination }
    }
    readonly blueGreen?: {
      readonly activeSelector?: string
      readonly previewSelector?: string
      readonly scaleUpPreviewCheckPoint?: boolean
      readonly prePromotionAnalysisRunStatus?: AnalysisRunSummary
      readonly postPromotionAnalysisRunStatus?: AnalysisRunSummary
    }
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
  readonly consecutiveErrorLimit?: number | string
  readonly consecutiveSuccessLimit?: number | string
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

export interface Measurement {
  readonly phase: string
  readonly value?: string
  readonly message?: string
  readonly startedAt: string
  readonly finishedAt?: string
  readonly metadata?: TextMap
}

export interface MetricResult {
  readonly name: string
  readonly phase: string
  readonly message?: string
  readonly measurements: readonly Measurement[]
  readonly count?: number
  readonly successful?: number
  readonly failed?: number
  readonly inconclusive?: number
  readonly error?: number
  readonly consecutiveError?: number
  readonly consecutiveSuccess?: number
  readonly metadata?: TextMap
}

export interface AnalysisRun extends KubeObject {
  readonly spec: AnalysisTemplate['spec'] & { readonly terminate?: boolean }
  readonly status: {
    readonly phase?: string
    readonly message?: string
    readonly startedAt?: string
    readonly completedAt?: string
    readonly metricResults?: readonly MetricResult[]
    readonly runSummary?: Readonly<Record<string, number>>
    readonly [field: string]: unknown
  }
}
