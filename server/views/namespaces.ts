import { type NamespaceCounts, type NamespaceRow, namespacesShape, projectNamespace } from '@/lib/views/namespaces'
import type { PodRow } from '@/lib/views/pods'
import type { WorkloadRow } from '@/lib/views/workloads'
import { keyOf } from '@/server/kube/store'
import { type Frame, rank } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'
import { createCounts } from './counts'
import { createKeysByName } from './keys-by-name'
import type { ClusterStores } from './tables'

export function createNamespacesView(
  stores: ClusterStores,
  workloads: View<WorkloadRow>,
  pods: View<PodRow>,
  frame: Frame,
): View<NamespaceRow> {
  const keys = createKeysByName(stores.namespaces)
  const touchNamed = (name: string) => {
    const key = keys.get(name)
    if (key !== undefined) input.touch(key)
  }
  const workloadCounts = createCounts(workloads, touchNamed)
  const podCounts = createCounts(pods, touchNamed)

  const { view, input } = createView(
    namespacesShape,
    frame,
    (key) => {
      const namespace = stores.namespaces.objects.get(key)
      if (namespace === undefined) return undefined
      const name = namespace.metadata?.name ?? ''
      const counts: NamespaceCounts = {
        workloads: workloadCounts.all(name),
        workloadsBroken: workloadCounts.broken(name),
        pods: podCounts.all(name),
        podsBroken: podCounts.broken(name),
      }
      return projectNamespace(namespace, counts)
    },
    rank.derivedRows,
  )

  stores.namespaces.subscribe((before, after) => {
    const namespace = after ?? before
    if (namespace === undefined) return
    input.touch(keyOf(namespace))
  })
  return view
}
