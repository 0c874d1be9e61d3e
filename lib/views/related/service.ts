import { count } from '@/lib/health/words'
import type { EndpointSlice } from '@/lib/kube/kinds/endpointslice'
import type { Service } from '@/lib/kube/kinds/service'
import type { RelatedRow } from '@/lib/views/related'
import { onlyPod, relate, type Subject } from './subject'

/** A Service that selects the subject's pods, and the slices that hold its endpoints. */
export function relateService(
  subject: Subject,
  service: Service,
  slices: readonly EndpointSlice[],
): readonly RelatedRow[] {
  const name = service.metadata?.name ?? ''
  const pod = onlyPod(service.spec?.selector ?? {})
  return [
    relate(subject, 'selects', name, { words: serviceWords(service), pod, ...countEndpoints(slices) }),
    ...slices.map((slice) =>
      relate(subject, 'lists', slice.metadata?.name ?? '', {
        words: slice.ports.map(({ port, protocol }) => `${port}/${protocol || 'TCP'}`).join(', '),
        via: name,
        pod,
        ...countEndpoints([slice]),
      }),
    ),
  ]
}

/**
 * A pod counts once, though slices of both IP families have it; what ends is not counted. An absent `ready` counts as ready
 * (discovery/v1 types.go).
 */
export function countEndpoints(slices: readonly EndpointSlice[]): { readonly ready: number; readonly total: number } {
  const readyBy = new Map<unknown, boolean>()
  for (const endpoint of slices.flatMap(({ endpoints }) => endpoints)) {
    const { conditions, targetRef } = endpoint
    if (conditions?.terminating === true) continue
    const id = targetRef?.uid || endpoint
    readyBy.set(id, readyBy.get(id) === true || conditions?.ready !== false)
  }
  return { ready: [...readyBy.values()].filter(Boolean).length, total: readyBy.size }
}

function serviceWords({ spec, status }: Service): string {
  const { type = '', clusterIP = '', ports = [], publishNotReadyAddresses = false } = spec ?? {}
  const sort = clusterIP === 'None' ? 'headless' : type || 'ClusterIP'
  const addresses = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => hostname || ip)
  return [
    type === 'LoadBalancer' ? `${sort} ${addresses.join(', ') || 'without an address yet'}` : sort,
    portWords(ports),
    publishNotReadyAddresses ? 'tells of pods that are not ready, too' : '',
  ]
    .filter(Boolean)
    .join(', ')
}

const most = 3

function portWords(ports: NonNullable<Service['spec']>['ports']): string {
  const words = ports.slice(0, most).map(({ port, targetPort, protocol }) => {
    const from = protocol === '' || protocol === 'TCP' ? `${port}` : `${port}/${protocol}`
    return targetPort === undefined || targetPort === 0 || targetPort === port ? from : `${from} → ${targetPort}`
  })
  const rest = ports.length - words.length
  return [...words, ...(rest > 0 ? [`${count(rest, 'port')} more`] : [])].join(', ')
}
