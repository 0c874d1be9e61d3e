import type { Service } from '@/lib/kube/kinds/service'
import { specEvidence, statusEvidence } from './evidence'
import type { Finding } from './finding'
import { referTo } from './reference'
import type { Surroundings } from './surroundings'
import { names } from './words'
import { templateOf, type Workload } from './workload'

type Around = Pick<Surroundings, 'podsSelected' | 'workloadsSelected' | 'endpoints' | 'knows'>

/** Labels may be put on pods, and workloads made, after their Service, ms. */
const settle = 60_000

const selectable = ['pods', 'deployments', 'statefulsets'] as const

/**
 * A Service whose selector meets nothing, or whose named port does. One whose pods are merely not ready is harm that their
 * own problem tells of; one whose workload is scaled to zero waits on purpose; without a selector others fill it.
 */
export function findInService(service: Service, around: Around): readonly Finding[] {
  const { metadata, spec } = service
  const selector = Object.entries(spec?.selector ?? {})
  if (spec === undefined || selector.length === 0 || spec.type === 'ExternalName') return []
  if (metadata?.deletionTimestamp !== undefined) return []
  const namespace = metadata?.namespace ?? ''
  if (!selectable.every((resource) => around.knows(resource, namespace))) return []
  const workloads = [...around.workloadsSelected(namespace, spec.selector)]
  const object = referTo('Service', service)
  const base = { object, owner: object, subject: object, since: metadata?.creationTimestamp }
  const from = (metadata?.creationTimestamp ?? 0) + settle
  if (workloads.length === 0 && isEmpty(around.podsSelected(namespace, spec.selector))) {
    const text = names(
      selector.map(([key, value]) => `${key}=${value}`),
      5,
    )
    const { all } = around.endpoints(namespace, object.name)
    const evidence = [specEvidence(object, 'spec.selector', text), statusEvidence(object, 'endpoints', String(all))]
    return [{ ...base, cause: 'service-selects-nothing', detail: { selector: text }, words: {}, from, evidence }]
  }
  return unnamedPorts(service, workloads).map(({ port, target }) => ({
    ...base,
    cause: 'service-port',
    detail: { port },
    words: { target },
    from,
    evidence: [specEvidence(object, 'spec.ports.targetPort', target)],
  }))
}

function isEmpty(all: Iterable<unknown>): boolean {
  for (const _ of all) return false
  return true
}

/** Ports by name that no container of any selected template has; templates that nobody knows say nothing. */
function unnamedPorts({ spec }: Service, workloads: readonly Workload[]): readonly { port: string; target: string }[] {
  const templates = workloads.map(templateOf)
  if (templates.length === 0 || templates.some((template) => template?.spec === undefined)) return []
  const named = new Set(
    templates.flatMap((template) => [
      ...(template?.spec?.containers ?? []).flatMap(({ ports }) => ports.map(({ name }) => name)),
      ...(template?.spec?.initContainers ?? []).flatMap(({ ports }) => ports.map(({ name }) => name)),
    ]),
  )
  return (spec?.ports ?? []).flatMap(({ name, port, targetPort }) =>
    typeof targetPort === 'string' && !/^\d+$/.test(targetPort) && !named.has(targetPort)
      ? [{ port: name === '' ? String(port) : name, target: targetPort }]
      : [],
  )
}
