import { redirect } from 'next/navigation'
import { ClusterDoor } from '@/components/frame/cluster-door'
import { pageAddress } from '@/components/ui/address'
import { runtime } from '@/server/runtime'
import { requireViewer } from './viewer'

/** On to the current cluster; where the configuration names none, a choice of all. */
export default async function Home() {
  const viewer = await requireViewer()
  const { clustersOf, problem } = runtime()
  const states = clustersOf(viewer)
  const current = states.find((cluster) => cluster.current) ?? (states.length === 1 ? states[0] : undefined)
  if (current !== undefined) redirect(pageAddress(current.name, 'overview'))
  return (
    <ClusterDoor title={states.length === 0 ? 'There is no cluster to show' : 'Choose a cluster'} clusters={states}>
      {problem?.sentence ??
        (states.length === 0 ? 'The kubeconfig names no context. Add one, then start Quarterdeck again.' : null)}
    </ClusterDoor>
  )
}
