import { logsAddress, type Named, objectAddress, pageAddress } from '@/components/ui/address'
import type { Remedy, Verb } from '@/lib/health/remedy'
import { objectResources, resourceOfKind } from '@/lib/objects/object-address'
import type { ProblemRow } from '@/lib/views/problems'

/** Where the problems are listed. */
export const problemsAddress = (cluster: string, query = ''): string => pageAddress(cluster, 'problems', query)

/** The object that a problem is about. */
export const subjectOf = ({ kind, namespace, name }: ProblemRow): Named => named({ kind, namespace, name })

/** Where a remedy is at hand, or at least its object; undefined where there is no page for it. */
export function remedyAddress(cluster: string, { verb, target }: Remedy): string | undefined {
  const { kind, namespace, name } = target
  if (verb === 'logs' || verb === 'previous-logs') {
    const whose = kind === 'Pod' ? { pod: name } : { kind: kind.toLowerCase(), name }
    return logsAddress(cluster, { namespace, ...whose, ...(verb === 'previous-logs' && { previous: '1' }) })
  }
  return objectAddress(cluster, named(target), tabs[verb])
}

/** On an object's page, where what the verb is about stands. */
const tabs: Readonly<Partial<Record<Verb, string>>> = {
  events: 'events',
  yaml: 'yaml',
  edit: 'yaml',
  'edit-image': 'yaml',
  'raise-memory-limit': 'yaml',
}

function named({ kind, namespace, name }: { kind: string; namespace: string; name: string }): Named {
  const resource = resourceOfKind(kind)
  const isNamespaced = resource === undefined ? namespace !== '' : objectResources[resource].namespaced
  return { kind, namespace: isNamespaced ? namespace : null, name }
}
