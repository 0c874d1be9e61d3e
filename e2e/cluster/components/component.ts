import type { Prober } from '@/e2e/cluster/probe'
import type { ClusterSpec, OptionalComponent } from '@/e2e/cluster/spec'
import type { ToolSetName } from '@/e2e/cluster/toolsets'

export type ComponentName =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kwok'
  | OptionalComponent

/** One process of the control plane: the only place that knows its flags. */
export interface Component {
  readonly name: ComponentName
  /** The binary has the component's name. */
  readonly toolSet: ToolSetName
  /** Stands for machines of its own in a real cluster: it gives way to what is measured and tested here. */
  readonly givesWay?: true
  /** On 127.0.0.1. */
  readonly ports: (spec: ClusterSpec) => readonly number[]
  readonly flags: (spec: ClusterSpec) => readonly string[]
  /** Configuration that the flags point to: absolute path to content, written before each start. */
  readonly files?: (spec: ClusterSpec) => Readonly<Record<string, string>>
  /** Seconds that it may take until `isReady`; with 10,000 pods to read, on a busy machine. */
  readonly patience: number
  readonly isReady: (probe: Prober, spec: ClusterSpec) => Promise<boolean>
}

export function flagsOf(values: Readonly<Record<string, string | number | boolean>>): string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`)
}
