import { keyOf } from '@/demo/store/collection'
import type { Pod } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'

/** The pods of a node, whether they run or have ended. */
export type NodePods = (node: string) => readonly Pod[]

/** Follows which pods are bound to which node. */
export function createNodePods(store: Store): NodePods {
  const keys = new Map<string, Set<string>>()
  const put = (pod: Pod) => {
    const node = pod.spec.nodeName
    if (node === undefined) return
    const known = keys.get(node) ?? new Set<string>()
    keys.set(node, known.add(keyOf(pod.metadata.namespace, pod.metadata.name)))
  }
  for (const pod of store.pods.values()) put(pod)
  store.pods.listen(({ type, object, previous }) => {
    if (type !== 'DELETED') {
      if (previous?.spec.nodeName !== object.spec.nodeName) put(object)
      return
    }
    const of = keys.get(object.spec.nodeName ?? '')
    if (of?.delete(keyOf(object.metadata.namespace, object.metadata.name)) && of.size === 0)
      keys.delete(object.spec.nodeName ?? '')
  })
  return (node) =>
    [...(keys.get(node) ?? [])].flatMap((key) => {
      const [namespace, name = ''] = key.split('/')
      return store.pods.get(namespace, name) ?? []
    })
}
