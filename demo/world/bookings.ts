import { keyOf } from '@/demo/store/collection'
import type { Node, Pod } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { hostPortsOf, nothingTaken, type Taken } from './node-fit'
import { priorityOf } from './preemption'
import { type Amounts, minus, plus, totalsOf } from './requests'

/** What the bound pods take of each node, kept in step with the store. */
export interface Bookings {
  takenOf(node: Node): Taken
  podsOn(node: Node): readonly Pod[]
  /** The lowest priority among all of them; infinite when there are none. */
  lowestPriority(): number
}

interface Booking {
  amounts: Amounts
  readonly hostPorts: Set<string>
  readonly keys: Set<string>
}

export function createBookings(store: Store): Bookings {
  const bookings = new Map<string, Booking>()
  const priorities = new Map<number, number>()
  const keyOfPod = ({ metadata }: Pod) => keyOf(metadata.namespace, metadata.name)

  const book = (pod: Pod, name: string) => {
    const known = bookings.get(name) ?? { amounts: {}, hostPorts: new Set<string>(), keys: new Set<string>() }
    known.amounts = plus(known.amounts, totalsOf(pod.spec))
    for (const port of hostPortsOf(pod)) known.hostPorts.add(port)
    known.keys.add(keyOfPod(pod))
    bookings.set(name, known)
    count(priorityOf(pod), 1)
  }
  const release = (pod: Pod, name: string) => {
    const known = bookings.get(name)
    if (known === undefined || !known.keys.delete(keyOfPod(pod))) return
    known.amounts = minus(known.amounts, totalsOf(pod.spec))
    for (const port of hostPortsOf(pod)) known.hostPorts.delete(port)
    count(priorityOf(pod), -1)
  }
  const count = (priority: number, change: number) => {
    const left = (priorities.get(priority) ?? 0) + change
    if (left > 0) priorities.set(priority, left)
    else priorities.delete(priority)
  }
  for (const pod of store.pods.values()) if (holdsRoom(pod)) book(pod, pod.spec.nodeName ?? '')
  store.pods.listen(({ type, object, previous }) => {
    const before = previous !== undefined && holdsRoom(previous) ? previous.spec.nodeName : undefined
    const after = type !== 'DELETED' && holdsRoom(object) ? object.spec.nodeName : undefined
    if (before === after && previous?.spec.containers === object.spec.containers) return
    if (previous !== undefined && before !== undefined) release(previous, before)
    if (after !== undefined) book(object, after)
  })
  return {
    takenOf({ metadata }) {
      const known = bookings.get(metadata.name)
      return known === undefined ? nothingTaken : { ...known, pods: known.keys.size }
    },
    podsOn({ metadata }) {
      return [...(bookings.get(metadata.name)?.keys ?? [])].flatMap((key) => {
        const [namespace, name = ''] = key.split('/')
        return store.pods.get(namespace, name) ?? []
      })
    },
    lowestPriority: () => Math.min(...priorities.keys()),
  }
}

export function hasEnded({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed'
}

/** Whether the pod takes anything of a node. */
export const holdsRoom = (pod: Pod): boolean => pod.spec.nodeName !== undefined && !hasEnded(pod)
