import { HealthMark } from '@/components/ui/health'
import type { ClusterState } from '@/lib/live/message'
import type { Health } from '@/lib/views/view'

const healthOf: Readonly<Record<ClusterState['state'], Health>> = {
  live: 'healthy',
  connecting: 'progressing',
  down: 'failed',
  idle: 'paused',
}

export const clusterWords: Readonly<Record<ClusterState['state'], string>> = {
  live: 'Live',
  connecting: 'Connecting',
  down: 'Down',
  idle: 'Not watched now',
}

export function ClusterMark({ state }: { state: ClusterState['state'] }) {
  return <HealthMark health={healthOf[state]} />
}
