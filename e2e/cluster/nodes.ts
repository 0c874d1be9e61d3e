import type { Node } from 'kubernetes-types/core/v1'
import type { ApiClient } from './client'
import { concurrently } from './concurrently'
import { seededHex, seededUuid } from './identifiers'
import type { Manifest } from './manifest'
import { kubernetesGitVersion } from './toolsets'

/** As production nodes of its size have it; so many nodes are needed for a number of pods. */
export const podsPerNode = 250

const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']

export const nodeName = (index: number): string => `node-${String(index).padStart(3, '0')}`
/** Pod addresses of a node are 10.64.0.0/10 cut into a /24 each. */
export const podNetwork = (index: number): string => `10.${64 + (index >> 8)}.${index & 255}`
export const nodeAddress = (index: number): string => `10.1.${index >> 8}.${index & 255}`

/** Creates the nodes of these numbers that do not stand. Before kwok or pods: pods on unknown nodes are collected. */
export async function createNodes(client: ApiClient, count: number, kubeletPort: number): Promise<void> {
  const indexes = Array.from({ length: count }, (_, index) => index)
  await concurrently(indexes, 16, async (index) => {
    await client.ensure(nodeManifest(index, kubeletPort))
  })
}

/** Node creation takes the status along: one request makes a node that kwok only has to keep alive. */
function nodeManifest(index: number, kubeletPort: number): Manifest<Node> {
  const name = nodeName(index)
  const zone = zones[index % zones.length]
  const podCIDR = `${podNetwork(index)}.0/24`
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: nodeLabels(index),
      annotations: {
        'metrics.k8s.io/resource-metrics-path': `/metrics/nodes/${name}/metrics/resource`,
        'node.alpha.kubernetes.io/ttl': '0',
      },
    },
    spec: { podCIDR, podCIDRs: [podCIDR], providerID: `sim:///${zone}/${name}` },
    status: {
      phase: 'Pending',
      capacity: { cpu: '32', memory: '128Gi', pods: `${podsPerNode}`, 'ephemeral-storage': '200Gi' },
      allocatable: { cpu: '31500m', memory: '122Gi', pods: `${podsPerNode}`, 'ephemeral-storage': '180Gi' },
      addresses: [
        { type: 'InternalIP', address: nodeAddress(index) },
        { type: 'Hostname', address: name },
        { type: 'ExternalDNS', address: 'localhost' },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } },
      nodeInfo: nodeInfo(name),
    },
  }
}

/** One node in five is of the memory pool; the first is the control plane's. */
function nodeLabels(index: number): Record<string, string> {
  const memoryPool = index % 5 === 0
  return {
    'kubernetes.io/hostname': nodeName(index),
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'topology.kubernetes.io/region': 'eu-west-1',
    'topology.kubernetes.io/zone': zones[index % zones.length] ?? '',
    'node.kubernetes.io/instance-type': memoryPool ? 'r6i.4xlarge' : 'm6i.4xlarge',
    'node-pool': memoryPool ? 'memory' : 'general',
    ...(index === 0 ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
  }
}

const nodeInfo = (name: string) => ({
  architecture: 'amd64',
  operatingSystem: 'linux',
  kubeletVersion: kubernetesGitVersion,
  kubeProxyVersion: '',
  containerRuntimeVersion: 'containerd://2.1.4',
  kernelVersion: '6.8.0-sim',
  osImage: 'Simulated Linux 1.0',
  machineID: seededHex(`machine ${name}`, 32),
  systemUUID: seededUuid(`system ${name}`),
  bootID: seededUuid(`boot ${name}`),
})
