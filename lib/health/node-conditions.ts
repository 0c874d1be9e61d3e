import type { Node } from '@/lib/kube/kinds/node'

// The kubelet's own, then those that node-problem-detector sets; of a type that is not known, True may as well be good.
export const nodeTroubles = new Set([
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
  'KernelDeadlock',
  'ReadonlyFilesystem',
  'FrequentKubeletRestart',
  'FrequentContainerdRestart',
  'FrequentDockerRestart',
  'FrequentUnregisterNetDevice',
  'CorruptDockerOverlay2',
  'XfsShutdown',
  'CperHardwareErrorFatal',
])

/** Of duplicate conditions the last decides, as in printNode (pkg/printers/internalversion, v1.36.3). */
export const readyCondition = ({ status }: Node) => status?.conditions.findLast(({ type }) => type === 'Ready')
