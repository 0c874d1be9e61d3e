import type { Namespace } from '@/lib/kube/kinds/namespace'
import { conditionEvidence } from './evidence'
import type { Finding } from './finding'
import { referTo } from './reference'

/** Deleting what is in a namespace takes its while, ms. */
const patience = 300_000

/** Conditions that say what a namespace still waits for; while all goes well they are False (namespaced_resources_deleter.go). */
const holds = new Set([
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceContentRemaining',
  'NamespaceFinalizersRemaining',
])

/** A namespace that was deleted and does not go away. */
export function findInNamespace(namespace: Namespace): readonly Finding[] {
  const due = namespace.metadata?.deletionTimestamp
  if (due === undefined) return []
  const held = namespace.status?.conditions.filter(({ type, status }) => status === 'True' && holds.has(type)) ?? []
  const object = referTo('Namespace', namespace)
  return [
    {
      cause: 'namespace-terminating',
      detail: {},
      words: { why: held.at(-1)?.message ?? '' },
      object,
      owner: object,
      subject: object,
      since: due,
      from: due + patience,
      evidence: held.map((condition) => conditionEvidence(object, condition)),
    },
  ]
}
