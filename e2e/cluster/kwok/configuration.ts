import { nodeStages } from './node'
import { podEndStages } from './pod-end'
import { podFaultStages } from './pod-faults'
import { podStartStages } from './pod-start'
import { stageObject } from './stage'
import { kubeletMetrics, usage } from './usage'
import { claimStages } from './volume'

/** A kwok without enableDebuggingHandlers answers 405 to logs. No ClusterExec: it would run commands on this machine. */
const options = {
  apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
  kind: 'KwokConfiguration',
  options: {
    enableDebuggingHandlers: true,
    enablePodsOnNodeSyncListPager: false,
    enablePodsOnNodeSyncStreamWatch: true,
    podPlayStageParallelism: 16,
    nodePlayStageParallelism: 8,
    nodeLeaseParallelism: 4,
    enableCRDs: [],
  },
}

/** Every container's log is the same file, with the one before the last restart beside it. */
const clusterLogs = (files: { current: string; previous: string }) => ({
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'ClusterLogs',
  metadata: { name: 'logs' },
  spec: { logs: [{ logsFile: files.current, previousLogsFile: files.previous, follow: true }] },
})

/** kwok's configuration file: a YAML stream whose documents are JSON. */
export function kwokConfiguration(logs: { current: string; previous: string }): string {
  const stages = [
    ...[...podStartStages, ...podFaultStages, ...podEndStages].map((stage) => stageObject('Pod', stage)),
    ...nodeStages.map((stage) => stageObject('Node', stage)),
    ...claimStages.map((stage) => stageObject('PersistentVolumeClaim', stage)),
  ]
  const documents = [options, ...stages, usage, kubeletMetrics, clusterLogs(logs)]
  return documents.map((document) => `${JSON.stringify(document)}\n`).join('---\n')
}
