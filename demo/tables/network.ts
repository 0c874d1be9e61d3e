import type { EndpointSlice, Ingress, Service } from '@/demo/store/network-objects'
import type { KubeObject, LabelSelector } from '@/demo/store/objects'
import { table } from './table'
import { formatLabels, formatSelector, shortened } from './words'

interface LoadBalancer {
  readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[]
}

/** The API server always prints wide: addresses are not clipped. */
function addressesOf(loadBalancer: LoadBalancer | undefined): string {
  const addresses = (loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) => ip ?? hostname ?? [])
  return [...new Set(addresses)].sort().join(',')
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

function externalAddresses({ spec, status }: { spec: Service['spec']; status?: Partial<Service['status']> }): string {
  const given = listOf(spec['externalIPs'])
  switch (spec.type) {
    case 'ExternalName':
      return String(spec['externalName'] ?? '')
    case 'LoadBalancer':
      return [addressesOf(status?.loadBalancer), ...given].filter(Boolean).join(',') || '<pending>'
    default:
      return given.join(',') || '<none>'
  }
}

export const services = table<Service>(
  'Name, Type, Cluster-IP, External-IP, Port(s), Age, Selector*',
  ({ metadata, ...service }, age) => {
    const { type = 'ClusterIP', clusterIPs = [], ports = [], selector } = service.spec
    const portText = ports.map(
      ({ port, nodePort, protocol = 'TCP' }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`,
    )
    return [
      metadata.name,
      type,
      clusterIPs[0] ?? '<none>',
      externalAddresses(service),
      portText.join(',') || '<none>',
      age,
      formatLabels(selector),
    ]
  },
)

export const ingresses = table<Ingress>(
  'Name, Class, Hosts, Address, Ports, Age',
  ({ metadata, spec, status }, age) => [
    metadata.name,
    spec.ingressClassName ?? '<none>',
    shortened((spec.rules ?? []).flatMap(({ host }) => host || [])) || '*',
    addressesOf(status?.loadBalancer),
    listOf(spec['tls']).length > 0 ? '80, 443' : '80',
    age,
  ],
)

interface NetworkPolicy extends KubeObject {
  readonly spec?: { readonly podSelector?: LabelSelector }
}

export const networkpolicies = table<NetworkPolicy>('Name, Pod-Selector, Age', ({ metadata, spec }, age) => [
  metadata.name,
  formatSelector(spec?.podSelector),
  age,
])

export const endpointslices = table<EndpointSlice>(
  'Name, AddressType, Ports, Endpoints, Age',
  ({ metadata, addressType, ports, endpoints }, age) => [
    metadata.name,
    addressType,
    shortened((ports ?? []).map(({ port }) => String(port))) || '<unset>',
    shortened((endpoints ?? []).flatMap(({ addresses }) => addresses)) || '<unset>',
    age,
  ],
)
