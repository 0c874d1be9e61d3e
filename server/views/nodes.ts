import type { Pod } from '@/lib/kube/kinds/pod'
import { type NodeRow, nodesShape, projectNode } from '@/lib/views/nodes'
import { holdsRequests, podRequests, sumRequests } from '@/lib/views/pod-requests'
import { keyOf } from '@/server/kube/store'
import type { Frame } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'
import type { ClusterStores } from './tables'

export function createNodesView(stores: ClusterStores, frame: Frame): View<NodeRow> {
  const keyByName = new Map<string, string>()

  const { view, input } = createView(nodesShape, frame, (key) => {
    const node = stores.nodes.objects.get(key)
    if (node === undefined) return undefined
    const pods = podsOn(stores, node.metadata?.name ?? '').filter(holdsRequests)
    const { cpu, memory } = sumRequests(pods.map(podRequests))
    return projectNode(node, { count: pods.length, cpuRequested: cpu, memoryRequested: memory })
  })

  const touchNamed = (name: string | undefined) => {
    const key = keyByName.get(name ?? '')
    if (key !== undefined) input.touch(key)
  }

  stores.nodes.subscribe((before, after) => {
    const node = after ?? before
    if (node === undefined) return
    const key = keyOf(node)
    const name = node.metadata?.name ?? ''
    if (after !== undefined) keyByName.set(name, key)
    else if (keyByName.get(name) === key) keyByName.delete(name)
    input.touch(key)
  })
  stores.pods.subscribe((before, after) => {
    if (before !== undefined && after !== undefined && sameLoad(before, after)) return
    if (before?.spec?.nodeName !== after?.spec?.nodeName) touchNamed(before?.spec?.nodeName)
    touchNamed(after?.spec?.nodeName ?? before?.spec?.nodeName)
  })
  return view
}

function podsOn(stores: ClusterStores, node: string): Pod[] {
  return [...stores.pods.keysBy('node', node)].flatMap((key) => stores.pods.objects.get(key) ?? [])
}

/** Most changes of a pod are of its status and leave its node's sums as they were. Requests may be resized in place. */
function sameLoad(before: Pod, after: Pod): boolean {
  const was = podRequests(before)
  const is = podRequests(after)
  return (
    before.spec?.nodeName === after.spec?.nodeName &&
    holdsRequests(before) === holdsRequests(after) &&
    was.cpu === is.cpu &&
    was.memory === is.memory
  )
}
