import type { ObjectReference } from './core-objects'
import type { KubeObject, TextMap } from './objects'

export interface ServicePort {
  readonly name?: string
  readonly protocol?: string
  readonly port: number
  readonly targetPort?: number | string
  readonly nodePort?: number
}

export interface Service extends KubeObject {
  readonly spec: {
    readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
    readonly clusterIP?: string
    readonly clusterIPs?: readonly string[]
    readonly selector?: TextMap
    readonly ports?: readonly ServicePort[]
    readonly publishNotReadyAddresses?: boolean
    readonly [field: string]: unknown
  }
  readonly status: { readonly loadBalancer: object }
}

export interface Endpoint {
  readonly addresses: readonly string[]
  readonly conditions: { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean }
  readonly hostname?: string
  readonly nodeName?: string | undefined
  readonly zone?: string | undefined
  readonly targetRef?: ObjectReference
}

export interface EndpointSlice extends KubeObject {
  readonly addressType: 'IPv4'
  readonly endpoints: readonly Endpoint[]
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string }[]
}

export interface Ingress extends KubeObject {
  readonly spec: {
    readonly ingressClassName?: string
    readonly rules?: readonly {
      readonly host?: string
      readonly http?: {
        readonly paths: readonly {
          readonly path?: string
          readonly pathType: string
          readonly backend: { readonly service?: { readonly name: string; readonly port: object } }
        }[]
      }
    }[]
    readonly [field: string]: unknown
  }
  readonly status: { readonly loadBalancer: object }
}
