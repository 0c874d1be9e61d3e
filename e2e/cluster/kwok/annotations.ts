const prefix = 'sim.quarterdeck.dev'

/** What a pod's or node's annotations ask kwok's stages to play; `fault` may be set and removed while it runs. */
export const annotations = {
  /** One of `PodFault`. */
  fault: `${prefix}/fault`,
  /** `fast`: running in one write. `external`: whoever made the pod writes its status. */
  startup: `${prefix}/startup`,
  /** Present: the pod stays as its maker wrote it. */
  static: `${prefix}/static`,
  /** Name of the container that the fault hits; the first when absent. */
  container: `${prefix}/container`,
  /** Go durations in place of a stage's own. */
  createDelay: `${prefix}/create-delay`,
  initDelay: `${prefix}/init-delay`,
  readyDelay: `${prefix}/ready-delay`,
  runFor: `${prefix}/run-for`,
  backoff: `${prefix}/backoff`,
  deleteDelay: `${prefix}/delete-delay`,
  /** On nodes: `NotReady`, `MemoryPressure`, `DiskPressure` or `PIDPressure`. */
  nodeFault: `${prefix}/node-fault`,
  /** Written by the stage that plays a node's fault. */
  nodeFaultApplied: `${prefix}/node-fault-applied`,
  /** Usage of each container but `proxy`, as quantities: drives top, autoscalers and Prometheus. */
  usageCpu: 'kwok.x-k8s.io/usage-cpu',
  usageMemory: 'kwok.x-k8s.io/usage-memory',
} as const

export type PodFault =
  | 'crashloop'
  | 'oom'
  | 'initcrash'
  | 'imagepull'
  | 'createconfig'
  | 'stuckcreating'
  | 'unready'
  | 'flaky'
  | 'evicted'
  | 'jobfail'
  | 'hang'
  | 'stuckterminating'

/** Name of the CSI driver too, so it has no slash. */
export const volumeProvisioner = `volume.${prefix}`
