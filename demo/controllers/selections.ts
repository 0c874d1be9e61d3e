import { matchesSelector } from '@/demo/api/selectors'
import { type Collection, keyOf } from '@/demo/store/collection'
import { namespaceIndexOf } from '@/demo/store/namespace-index'
import type { KubeObject, LabelSelector, Pod, TextMap } from '@/demo/store/objects'
import type { Change } from '@/demo/store/window'

/** Which pods each object of a type selects, kept in step: no change looks at more than the objects of its namespace. */
export interface Selections<T extends KubeObject> {
  podsOf(owner: T): readonly Pod[]
  /** The objects that select the pod. */
  of(pod: Pod): readonly T[]
  ofLabels(namespace: string | undefined, labels: TextMap): readonly T[]
}

interface Rules<T extends KubeObject> {
  readonly pods: Collection<Pod>
  readonly owners: Collection<T>
  /** Undefined selects nothing. */
  readonly selectorOf: (owner: T) => LabelSelector | undefined
  /** Told of an object when it or what it selects has changed. */
  readonly changed: (owner: T) => void
  /** Whether a pod's change means anything to who selects it before and after. */
  readonly counts: (pod: Pod, previous: Pod) => boolean
}

export function followSelections<T extends KubeObject>(rules: Rules<T>): Selections<T> {
  const { pods, owners, selectorOf, changed, counts } = rules
  const members = new Map<string, Set<string>>()
  const keyOfOwner = ({ metadata }: KubeObject) => keyOf(metadata.namespace, metadata.name)
  const finder = createFinder(owners, selectorOf)
  const of = ({ metadata: { labels = noLabels, namespace } }: Pod) => finder.of(namespace, labels)
  const enter = (owner: T, { metadata }: Pod) => {
    const key = keyOfOwner(owner)
    members.set(key, (members.get(key) ?? new Set()).add(metadata.name))
  }
  const refill = (owner: T) => {
    members.delete(keyOfOwner(owner))
    const selector = selectorOf(owner)
    if (selector === undefined) return
    for (const pod of namespaceIndexOf(pods).in(owner.metadata.namespace))
      if (matchesSelector(selector, pod.metadata.labels)) enter(owner, pod)
  }
  const onPod = ({ type, object, previous }: Change<Pod>) => {
    if (type === 'MODIFIED' && previous?.metadata.labels === object.metadata.labels) {
      if (counts(object, previous ?? object)) of(object).forEach(changed)
      return
    }
    for (const owner of previous === undefined ? [] : of(previous)) {
      members.get(keyOfOwner(owner))?.delete(object.metadata.name)
      changed(owner)
    }
    if (type === 'DELETED') return
    for (const owner of of(object)) {
      enter(owner, object)
      changed(owner)
    }
  }
  for (const pod of pods.values()) for (const owner of of(pod)) enter(owner, pod)
  pods.listen(onPod)
  owners.listen(({ type, object, previous }) => {
    if (type === 'MODIFIED' && previous?.spec === object.spec) return
    finder.forget(object.metadata.namespace)
    if (type === 'DELETED') return void members.delete(keyOfOwner(object))
    refill(object)
    changed(object)
  })
  return {
    of,
    ofLabels: finder.of,
    podsOf(owner) {
      const { namespace } = owner.metadata
      return [...(members.get(keyOfOwner(owner)) ?? [])].flatMap((name) => pods.get(namespace, name) ?? [])
    },
  }
}

const noLabels = {}

/** Who selects which labels. Pods of one template share theirs, so it is found once, and kept by name. */
function createFinder<T extends KubeObject>(owners: Collection<T>, selectorOf: Rules<T>['selectorOf']) {
  const ownersIn = namespaceIndexOf(owners)
  const known = new Map<string, WeakMap<object, readonly string[]>>()
  const find = (namespace: string, labels: TextMap) => {
    const selecting = ownersIn.in(namespace).filter((owner) => {
      const selector = selectorOf(owner)
      return selector !== undefined && matchesSelector(selector, labels)
    })
    return selecting.map(({ metadata }) => metadata.name)
  }
  return {
    of(namespace = '', labels: TextMap): readonly T[] {
      const here = known.get(namespace) ?? new WeakMap<object, readonly string[]>()
      known.set(namespace, here)
      const names = here.get(labels) ?? find(namespace, labels)
      here.set(labels, names)
      return names.flatMap((name) => owners.get(namespace, name) ?? [])
    },
    forget: (namespace = '') => void known.delete(namespace),
  }
}
