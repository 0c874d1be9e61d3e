import type { Condition, KubeObject, LabelSelector, TextMap } from './objects'

interface MetricIdentifier {
  readonly name: string
  readonly selector?: LabelSelector
}

export interface MetricTarget {
  readonly type: 'Utilization' | 'AverageValue' | 'Value'
  readonly averageUtilization?: number
  readonly averageValue?: string
  readonly value?: string
}

/** A metric of autoscaling/v2: of the pods' own resources, of one container's, or one that has no source here. */
export interface MetricSpec {
  readonly type: 'Resource' | 'ContainerResource' | 'Pods' | 'Object' | 'External'
  readonly resource?: { readonly name: string; readonly target: MetricTarget }
  readonly containerResource?: { readonly name: string; readonly container: string; readonly target: MetricTarget }
  readonly pods?: { readonly metric: MetricIdentifier; readonly target: MetricTarget }
  readonly object?: {
    readonly describedObject: { readonly kind: string; readonly name: string }
    readonly metric: MetricIdentifier
    readonly target: MetricTarget
  }
  readonly external?: { readonly metric: MetricIdentifier; readonly target: MetricTarget }
  readonly [field: string]: unknown
}

export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent'
  readonly value: number
  readonly periodSeconds: number
}

export interface ScalingRules {
  readonly stabilizationWindowSeconds?: number
  readonly selectPolicy?: 'Max' | 'Min' | 'Disabled'
  readonly policies?: readonly ScalingPolicy[]
  /** A quantity: how far from 1 the ratio may be. */
  readonly tolerance?: string
}

export interface HorizontalPodAutoscaler extends KubeObject {
  readonly spec: {
    readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind: string; readonly name: string }
    readonly minReplicas?: number
    readonly maxReplicas: number
    readonly metrics?: readonly MetricSpec[]
    readonly behavior?: { readonly scaleUp?: ScalingRules; readonly scaleDown?: ScalingRules }
  }
  readonly status: {
    readonly observedGeneration?: number
    readonly lastScaleTime?: string
    readonly currentReplicas?: number
    readonly desiredReplicas: number
    /** One for each metric asked for, in that order; null when none were looked at (the Go type has no omitempty). */
    readonly currentMetrics?: readonly object[] | null
    readonly conditions?: readonly Condition[]
  }
}

export interface PodDisruptionBudget extends KubeObject {
  readonly spec: {
    readonly minAvailable?: number | string
    readonly maxUnavailable?: number | string
    readonly selector?: LabelSelector
    readonly unhealthyPodEvictionPolicy?: 'IfHealthyBudget' | 'AlwaysAllow'
  }
  readonly status: {
    readonly observedGeneration?: number
    readonly disruptionsAllowed: number
    readonly currentHealthy: number
    readonly desiredHealthy: number
    readonly expectedPods: number
    readonly disruptedPods?: TextMap
    readonly conditions?: readonly Condition[]
  }
}
