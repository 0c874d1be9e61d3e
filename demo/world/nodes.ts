import { toTimestamp } from '@/demo/clock'
import type { Random } from '@/demo/random'
import type { Condition, Node } from '@/demo/store/objects'

const day = 86_400_000
const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']
const controlPlaneTaint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }

interface Pool {
  readonly name: string
  readonly instanceType: string
  readonly cpu: number
  readonly memoryGi: number
}

const general: Pool = { name: 'general', instanceType: 'm7i.4xlarge', cpu: 16, memoryGi: 64 }
const memory: Pool = { name: 'memory', instanceType: 'r7i.4xlarge', cpu: 16, memoryGi: 128 }
const control: Pool = { name: 'control-plane', instanceType: 'm7i.xlarge', cpu: 4, memoryGi: 16 }

/** How many of the nodes run the control plane. */
export const controlPlaneCount = (nodes: number): number => (nodes >= 8 ? 3 : nodes >= 2 ? 1 : 0)

/** `troubled`: of a dozen or more, one is cordoned and one is not ready. */
interface Size {
  readonly nodes: number
  readonly pods: number
  readonly troubled: boolean
}

/** The nodes of the cluster, in pools and zones. */
export function createNodes({ nodes: count, pods, troubled }: Size, now: number, random: Random): readonly Node[] {
  const controlPlanes = controlPlaneCount(count)
  const density = pods / Math.max(1, count - controlPlanes)
  const nodes = Array.from({ length: count }, (_, at) => {
    const pool = at < controlPlanes ? control : at % 4 === 0 ? memory : general
    return createNode(pool, at, density, now, random)
  })
  if (count < 12 || !troubled) return nodes
  const cordoned = nodes[controlPlanes + 4]
  const lost = nodes[count - 1]
  return nodes.map((node) => (node === cordoned ? cordon(node, now) : node === lost ? lose(node, now) : node))
}

function createNode(pool: Pool, at: number, density: number, now: number, random: Random): Node {
  const createdAt = now - Math.floor(random.between(12, 90) * day)
  const zone = zones[at % zones.length] ?? ''
  const ip = `10.0.${at >> 8}.${at & 255}`
  const name = `ip-${ip.replaceAll('.', '-')}.eu-west-1.compute.internal`
  const podCIDR = `10.${64 + (at >> 8)}.${at & 255}.0/24`
  const isControlPlane = pool === control
  // Denser than usual: the machines grow with what they have to carry.
  const growth = isControlPlane ? 1 : Math.max(1, Math.ceil(density / 50))
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: random.uuid(),
      resourceVersion: '',
      creationTimestamp: toTimestamp(createdAt),
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': pool.instanceType,
        'node.kubernetes.io/pool': pool.name,
        'topology.kubernetes.io/region': 'eu-west-1',
        'topology.kubernetes.io/zone': zone,
        ...(isControlPlane ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
      },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0' },
    },
    spec: {
      podCIDR,
      podCIDRs: [podCIDR],
      providerID: `aws:///${zone}/i-0${random.uuid().replaceAll('-', '').slice(0, 16)}`,
      ...(isControlPlane ? { taints: [controlPlaneTaint] } : {}),
    },
    status: statusOf(pool, { name, ip, growth, createdAt, now, random: random.fork(name) }),
  }
}

interface Machine {
  readonly name: string
  readonly ip: string
  readonly growth: number
  readonly createdAt: number
  readonly now: number
  readonly random: Random
}

function statusOf({ cpu, memoryGi }: Pool, { name, ip, growth, createdAt, now, random }: Machine) {
  const pods = String(110 * growth)
  return {
    capacity: { cpu: String(cpu * growth), memory: `${memoryGi * growth}Gi`, pods, 'ephemeral-storage': '100Gi' },
    allocatable: {
      cpu: `${cpu * growth * 1000 - 110}m`,
      memory: `${memoryGi * growth * 1024 - 1100}Mi`,
      pods,
      'ephemeral-storage': '90Gi',
    },
    conditions: healthyConditions(createdAt, now),
    addresses: [
      { type: 'InternalIP', address: ip },
      { type: 'Hostname', address: name },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: {
      architecture: 'amd64',
      bootID: random.uuid(),
      containerRuntimeVersion: 'containerd://2.2.1',
      kernelVersion: '6.12.48-1.el10.x86_64',
      kubeProxyVersion: '',
      kubeletVersion: 'v1.36.3',
      machineID: random.uuid().replaceAll('-', ''),
      operatingSystem: 'linux',
      osImage: 'Flatcar Container Linux by Kinvolk 4459.2.1',
      systemUUID: random.uuid(),
    },
    images: [],
  }
}

function healthyConditions(createdAt: number, now: number): readonly Condition[] {
  const of = (type: string, status: Condition['status'], reason: string, message: string): Condition => ({
    type,
    status,
    lastHeartbeatTime: toTimestamp(now - 60_000),
    lastTransitionTime: toTimestamp(createdAt),
    reason,
    message,
  })
  return [
    of('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    of('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    of('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    of('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
  ]
}

function cordon(node: Node, now: number): Node {
  const timeAdded = toTimestamp(now - 3 * 3_600_000)
  const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule', timeAdded }
  return { ...node, spec: { ...node.spec, unschedulable: true, taints: [taint] } }
}

/** As the node lifecycle controller leaves a node whose kubelet has not been heard of for a while. */
function lose(node: Node, now: number): Node {
  const since = toTimestamp(now - 25 * 60_000)
  const taint = (effect: string) => ({ key: 'node.kubernetes.io/unreachable', effect, timeAdded: since })
  const conditions = node.status.conditions.map((condition) => ({
    ...condition,
    status: 'Unknown' as const,
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
    lastHeartbeatTime: toTimestamp(now - 26 * 60_000),
    lastTransitionTime: since,
  }))
  return {
    ...node,
    spec: { ...node.spec, taints: [taint('NoSchedule'), taint('NoExecute')] },
    status: { ...node.status, conditions },
  }
}
