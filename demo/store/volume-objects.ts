/** A ConfigMap, or a Secret, that must be there unless it is optional. */
export interface ObjectSource {
  readonly name?: string
  readonly optional?: boolean
}

export interface Volume {
  readonly name: string
  readonly persistentVolumeClaim?: { readonly claimName: string }
  readonly configMap?: ObjectSource
  readonly secret?: { readonly secretName?: string; readonly optional?: boolean }
  readonly projected?: {
    readonly defaultMode?: number
    readonly sources?: readonly {
      readonly configMap?: ObjectSource & {
        readonly items?: readonly { readonly key: string; readonly path: string }[]
      }
      readonly secret?: ObjectSource
      readonly serviceAccountToken?: object
      readonly downwardAPI?: object
    }[]
  }
}

export interface VolumeMount {
  readonly name: string
  readonly mountPath: string
  readonly readOnly?: boolean
  readonly [field: string]: unknown
}
