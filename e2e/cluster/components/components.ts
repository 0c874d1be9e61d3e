import { Failure } from '@/e2e/cluster/failure'
import { type ClusterSpec, type OptionalComponent, optionalComponents } from '@/e2e/cluster/spec'
import type { Component, ComponentName } from './component'
import { etcd } from './etcd'
import { kubeApiServer } from './kube-apiserver'
import { kubeControllerManager } from './kube-controller-manager'
import { kubeScheduler } from './kube-scheduler'
import { kubeStateMetrics } from './kube-state-metrics'
import { kwok } from './kwok'
import { metricsServer } from './metrics-server'
import { prometheus } from './prometheus'
import { rolloutsController } from './rollouts-controller'

/** In the order of their start; they are stopped in the opposite one. */
export const components: readonly Component[] = [
  etcd,
  kubeApiServer,
  kubeControllerManager,
  kubeScheduler,
  kwok,
  kubeStateMetrics,
  prometheus,
  metricsServer,
  rolloutsController,
]

const isOptional = (name: ComponentName): name is OptionalComponent => optionalComponents.some((one) => one === name)

export const isWanted = (spec: Pick<ClusterSpec, 'without'>, name: ComponentName): boolean =>
  !isOptional(name) || !spec.without.includes(name)

export const wantedComponents = (spec: Pick<ClusterSpec, 'without'>): readonly Component[] =>
  components.filter(({ name }) => isWanted(spec, name))

/** Throws a Failure that names the components when there is none of that name. */
export function componentNamed(name: string): Component {
  const found = components.find((component) => component.name === name)
  if (found) return found
  const names = components.map((component) => component.name).join(', ')
  throw new Failure(`There is no process "${name}" in the control plane; there are ${names}.`, 2)
}
