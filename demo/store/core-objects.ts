import type { Condition, KubeObject, TextMap } from './objects'

export interface ObjectReference {
  readonly apiVersion?: string
  readonly kind?: string
  readonly namespace?: string
  readonly name?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly fieldPath?: string
}

/** An Event of core/v1; served as events.k8s.io/v1 too. */
export interface ClusterEvent extends KubeObject {
  readonly involvedObject: ObjectReference
  readonly reason: string
  readonly message: string
  readonly type: 'Normal' | 'Warning'
  readonly source: { readonly component?: string; readonly host?: string }
  readonly firstTimestamp: string | null
  readonly lastTimestamp: string | null
  readonly count?: number
  readonly eventTime: string | null
  readonly reportingComponent: string
  readonly reportingInstance: string
  readonly action?: string
  readonly series?: { readonly count: number; readonly lastObservedTime: string }
}

export interface ConfigMap extends KubeObject {
  readonly data?: TextMap
}

export interface Secret extends KubeObject {
  readonly type: string
  readonly data?: TextMap
}

export interface PersistentVolumeClaim extends KubeObject {
  readonly spec: {
    readonly storageClassName?: string
    readonly volumeName?: string
    readonly accessModes: readonly string[]
    readonly resources: { readonly requests: TextMap }
    readonly [field: string]: unknown
  }
  readonly status: {
    readonly phase: 'Pending' | 'Bound' | 'Lost'
    readonly capacity?: TextMap
    readonly accessModes?: readonly string[]
    readonly conditions?: readonly Condition[]
  }
}

export interface Lease extends KubeObject {
  readonly spec: {
    readonly holderIdentity?: string
    readonly leaseDurationSeconds?: number
    /** A MicroTime: RFC 3339 with six digits of a second. */
    readonly renewTime?: string
  }
}

export interface PriorityClass extends KubeObject {
  readonly value: number
  readonly globalDefault?: boolean
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never'
}

export interface PersistentVolume extends KubeObject {
  readonly spec: {
    readonly storageClassName?: string
    readonly accessModes: readonly string[]
    readonly capacity: TextMap
    readonly claimRef?: ObjectReference
    readonly persistentVolumeReclaimPolicy?: string
    readonly [field: string]: unknown
  }
  readonly status: { readonly phase: string }
}

export interface StorageClass extends KubeObject {
  readonly provisioner: string
  readonly reclaimPolicy?: string
  readonly volumeBindingMode?: string
  readonly [field: string]: unknown
}

export interface ResourceQuota extends KubeObject {
  readonly spec: { readonly hard?: TextMap }
  readonly status: { readonly hard?: TextMap; readonly used?: TextMap }
}

export interface LimitRange extends KubeObject {
  readonly spec: {
    readonly limits: readonly {
      readonly type: string
      readonly max?: TextMap
      readonly min?: TextMap
      readonly default?: TextMap
      readonly defaultRequest?: TextMap
    }[]
  }
}

/** A workload's template as it stood at one revision. */
export interface ControllerRevision extends KubeObject {
  readonly revision: number
  readonly data: unknown
}

export interface ServiceAccount extends KubeObject {
  readonly automountServiceAccountToken?: boolean
}
