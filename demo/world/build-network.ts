import type { Service as KubeService, ServicePort } from '@/demo/store/network-objects'
import { canaryName, previewName, stableName } from './build-rollouts'
import type { Service } from './catalogue'
import { day, labelsOf, metadataOf } from './past'
import { serves } from './templates'
import type { World } from './world'

const domain = 'shop.example'
const ingressClass = 'nginx'

/** The Services, the Ingress and the NetworkPolicy of one workload. */
export function buildNetwork(world: World, service: Service, createdAt: number): void {
  const { name, kind, rollout, host } = service
  if (!serves(service)) return
  const isRollout = kind === 'Rollout'
  const names = [
    name,
    ...(isRollout && rollout === 'routed' ? [stableName(name), canaryName(name)] : []),
    ...(isRollout && rollout === 'blueGreen' ? [previewName(name)] : []),
  ]
  for (const each of names) addService(world, service, each, createdAt)
  const entry = isRollout && rollout === 'routed' ? stableName(name) : name
  if (host !== undefined) addIngress(world, service, `${host}${copyOf(name)}.${domain}`, entry, createdAt)
  if (service.volume !== undefined) addPolicy(world, service, createdAt)
}

/** `-2` of a workload's second copy. */
const copyOf = (name: string) => /-\d+$/.exec(name)?.[0] ?? ''

const ports: readonly ServicePort[] = [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http' }]

function addService(world: World, service: Service, name: string, createdAt: number): void {
  const { namespace } = service
  const isHeadless = service.kind === 'StatefulSet'
  const clusterIP = isHeadless ? 'None' : addressOf(world.store.services.size)
  const isFront = service.name === 'ingress'
  const created: KubeService = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(world, createdAt, { name, namespace, labels: labelsOf(service) }),
    spec: {
      type: isFront ? 'LoadBalancer' : 'ClusterIP',
      clusterIP,
      clusterIPs: [clusterIP],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      selector: { app: service.name },
      sessionAffinity: 'None',
      ...(isHeadless ? { publishNotReadyAddresses: false } : {}),
      ports: isFront ? ports.map((port) => ({ ...port, nodePort: 31_080 + world.store.services.size })) : ports,
    },
    status: { loadBalancer: isFront ? { ingress: [{ hostname: frontHost }] } : {} },
  }
  world.store.services.create(created)
}

const frontHost = 'shop-front-4711.elb.eu-west-1.amazonaws.com'

/** The range of cluster addresses is 172.20.0.0/16, as EKS has it. */
const addressOf = (count: number) => `172.20.${10 + (count >> 8)}.${count & 255}`

function addIngress(world: World, service: Service, host: string, entry: string, createdAt: number): void {
  const { namespace, name } = service
  const backend = { service: { name: entry, port: { name: 'http' } } }
  world.store.ingresses.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadataOf(world, createdAt, { name, namespace, generation: 1, labels: labelsOf(service) }),
    spec: {
      ingressClassName: ingressClass,
      tls: [{ hosts: [host], secretName: tlsName(name) }],
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
    status: { loadBalancer: { ingress: [{ hostname: frontHost }] } },
  })
}

export const tlsName = (ingress: string): string => `${ingress}-tls`

/** A database answers its own team only. */
function addPolicy(world: World, service: Service, createdAt: number): void {
  const { namespace, name } = service
  const peers = [
    { podSelector: {} },
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'platform' } } },
  ]
  world.store.networkpolicies.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(world, createdAt, { name: `${name}-own-team`, namespace, generation: 1 }),
    spec: {
      podSelector: { matchLabels: { app: name } },
      policyTypes: ['Ingress'],
      ingress: [{ from: peers, ports: [{ protocol: 'TCP', port: 8080 }] }],
    },
  })
}

/** The API server's own Service, which it keeps itself. */
export function buildApiService(world: World): void {
  const { store } = world
  const name = 'kubernetes'
  const at = world.clock.now() - 200 * day
  const clusterIP = '172.20.0.1'
  store.services.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(world, at, {
      name,
      namespace: 'default',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    }),
    spec: {
      type: 'ClusterIP',
      clusterIP,
      clusterIPs: [clusterIP],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: 6443 }],
      sessionAffinity: 'None',
    },
    status: { loadBalancer: {} },
  })
  const controlPlane = [...store.nodes.values()].filter(
    ({ metadata }) => 'node-role.kubernetes.io/control-plane' in (metadata.labels ?? {}),
  )
  store.endpointslices.create({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadataOf(world, at, {
      name,
      namespace: 'default',
      generation: 1,
      labels: { 'kubernetes.io/service-name': name },
    }),
    addressType: 'IPv4',
    endpoints: controlPlane.map(({ status }) => ({
      addresses: [status.addresses[0]?.address ?? ''],
      conditions: { ready: true, serving: true, terminating: false },
    })),
    ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
  })
}

export function buildIngressClass(world: World): void {
  const annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' }
  world.store.ingressclasses.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: metadataOf(world, world.clock.now() - 200 * day, { name: ingressClass, generation: 1, annotations }),
    spec: { controller: 'k8s.io/ingress-nginx' },
  })
}
