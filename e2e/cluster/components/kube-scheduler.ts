import type { Component } from './component'
import { controllerConnection } from './controller-connection'

export const kubeScheduler: Component = {
  name: 'kube-scheduler',
  toolSet: 'kubernetes',
  ports: ({ ports }) => [ports.scheduler],
  flags: (spec) => controllerConnection(spec, 'kube-scheduler', 'scheduler', spec.ports.scheduler),
  patience: 60,
  isReady: (probe, { ports }) => probe.isHealthy(`https://127.0.0.1:${ports.scheduler}/healthz`),
}
