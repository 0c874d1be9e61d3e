import { keep } from '@/lib/kube/json'
import { parseQuantity } from '@/lib/kube/quantity'
import { describeConditions } from './conditions'
import { textFact } from './facts'
import { describeIdentity } from './identity'
import { bool, conditions, message, messages, metadata, quantities, text, time } from './json-fields'
import type { NodeDetail, NodeResource } from './node-detail'
import { describeSkew } from './skew'

const nodeFields = {
  metadata,
  spec: message({
    unschedulable: bool,
    taints: messages({ key: text, value: text, effect: text, timeAdded: time }),
    podCIDR: text,
    providerID: text,
  }),
  status: message({
    capacity: quantities,
    allocatable: quantities,
    conditions,
    addresses: messages({ type: text, address: text }),
    nodeInfo: message({
      osImage: text,
      operatingSystem: text,
      architecture: text,
      kernelVersion: text,
      containerRuntimeVersion: text,
      kubeletVersion: text,
    }),
  }),
}

const leaseFields = { spec: message({ renewTime: time }) }

/** What other objects tell of a node. */
export interface AroundNode {
  /** The API server's version, or null while it is unknown. */
  readonly serverVersion: string | null
  /** The Lease of coordination.k8s.io/v1 in kube-node-lease, or undefined. */
  readonly lease: unknown
}

/** Takes whatever the API gave; what is missing or odd is left out. */
export function describeNode(object: unknown, { serverVersion, lease }: AroundNode): NodeDetail {
  const { metadata: meta, spec, status } = keep(nodeFields, object)
  const { nodeInfo } = status ?? {}
  return {
    of: 'node',
    ...describeIdentity('Node', meta),
    cordoned: spec?.unschedulable === true,
    conditions: describeConditions(status?.conditions ?? []),
    taints: (spec?.taints ?? []).map(({ key, value, effect, timeAdded }) => ({
      taint: `${key}${value === '' ? '' : `=${value}`}:${effect}`,
      words: effects[effect] ?? '',
      since: timeAdded ?? null,
    })),
    addresses: (status?.addresses ?? []).flatMap(({ type, address }) => textFact(addressTerms[type] ?? type, address)),
    system: [
      ...textFact('Kubelet', nodeInfo?.kubeletVersion),
      ...textFact('Runtime', nodeInfo?.containerRuntimeVersion),
      ...textFact('System', nodeInfo?.osImage),
      ...textFact('Kernel', nodeInfo?.kernelVersion),
      ...textFact('Platform', [nodeInfo?.operatingSystem, nodeInfo?.architecture].filter(Boolean).join('/')),
      ...textFact('Pod network', spec?.podCIDR),
      ...textFact('Provider', spec?.providerID),
    ],
    resources: resourcesOf(status?.capacity ?? {}, status?.allocatable ?? {}),
    skew: serverVersion === null ? null : describeSkew(nodeInfo?.kubeletVersion ?? '', serverVersion),
    leaseAt: keep(leaseFields, lease).spec?.renewTime ?? null,
  }
}

const effects: Readonly<Record<string, string>> = {
  NoSchedule: 'Pods that do not tolerate it are not placed here.',
  PreferNoSchedule: 'Pods that do not tolerate it are placed elsewhere if possible.',
  NoExecute: 'Pods that do not tolerate it are evicted.',
}

const addressTerms: Readonly<Record<string, string>> = {
  InternalIP: 'Internal IP',
  ExternalIP: 'External IP',
  InternalDNS: 'Internal name',
  ExternalDNS: 'External name',
}

function resourcesOf(
  capacity: Readonly<Record<string, string>>,
  allocatable: Readonly<Record<string, string>>,
): readonly NodeResource[] {
  const names = new Set(['cpu', 'memory', 'pods', ...Object.keys(capacity), ...Object.keys(allocatable)])
  const amountOf = (text: string | undefined) => parseQuantity(text ?? '') ?? 0
  return [...names]
    .map((resource) => ({
      resource,
      capacity: amountOf(capacity[resource]),
      allocatable: amountOf(allocatable[resource]),
    }))
    .filter(({ resource, capacity: all }) => all > 0 || ['cpu', 'memory', 'pods'].includes(resource))
}
