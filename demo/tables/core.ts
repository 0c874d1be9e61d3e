import type {
  ClusterEvent,
  ConfigMap,
  Lease,
  PersistentVolumeClaim,
  PriorityClass,
  Secret,
} from '@/demo/store/core-objects'
import type { KubeObject, Namespace, Node, TextMap } from '@/demo/store/objects'
import { since } from './duration'
import { table } from './table'
import { accessModes } from './words'

export const namespaces = table<Namespace>('Name, Status, Age', ({ metadata, status }, age) => [
  metadata.name,
  status?.phase ?? '',
  age,
])

const role = 'node-role.kubernetes.io/'

function rolesOf(labels: TextMap = {}): string {
  const roles = Object.entries(labels).map(([key, value]) => {
    if (key.startsWith(role)) return key.slice(role.length)
    return key === 'kubernetes.io/role' ? value : ''
  })
  return [...new Set(roles.filter(Boolean))].sort().join(',') || '<none>'
}

const nodeColumns =
  'Name, Status, Roles, Age, Version, Internal-IP*, External-IP*, OS-Image*, Kernel-Version*, Container-Runtime*'

export const nodes = table<Node>(nodeColumns, ({ metadata, spec, status }, age) => {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')
  const state = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'
  const address = (type: string) => status?.addresses?.find((known) => known.type === type)?.address ?? '<none>'
  const { kubeletVersion = '', osImage, kernelVersion, architecture, containerRuntimeVersion } = status?.nodeInfo ?? {}
  return [
    metadata.name,
    spec.unschedulable ? `${state},SchedulingDisabled` : state,
    rolesOf(metadata.labels),
    age,
    kubeletVersion,
    address('InternalIP'),
    address('ExternalIP'),
    osImage || '<unknown>',
    (kernelVersion || '<unknown>') + (architecture ? ` (${architecture})` : ''),
    containerRuntimeVersion || '<unknown>',
  ]
})

const sizeOf = (map: object | undefined) => Object.keys(map ?? {}).length

export const configmaps = table<ConfigMap & { readonly binaryData?: TextMap }>(
  'Name, Data, Age',
  ({ metadata, data, binaryData }, age) => [metadata.name, sizeOf(data) + sizeOf(binaryData), age],
)

export const secrets = table<Secret>('Name, Type, Data, Age', ({ metadata, type, data }, age) => [
  metadata.name,
  type,
  sizeOf(data),
  age,
])

const eventColumns = 'Last Seen, Type, Reason, Object, Subobject*, Source*, Message, First Seen*, Count*, Name*'

export const events = table<ClusterEvent>(eventColumns, (event, _, now) => {
  const { involvedObject, source, series, count, metadata } = event
  const first = since(event.firstTimestamp ?? event.eventTime, now)
  const last = event.lastTimestamp === null ? first : since(event.lastTimestamp, now)
  const kind = (involvedObject.kind ?? '').toLowerCase()
  const component = source.component || event.reportingComponent
  const host = source.host || event.reportingInstance
  return [
    series === undefined ? last : since(series.lastObservedTime, now),
    event.type,
    event.reason,
    involvedObject.name ? `${kind}/${involvedObject.name}` : kind,
    involvedObject.fieldPath ?? '',
    host ? `${component}, ${host}` : component,
    (event.message ?? '').trim(),
    first,
    series?.count ?? (count || 1),
    metadata.name,
  ]
})

const classAnnotation = 'volume.beta.kubernetes.io/storage-class'
const claimColumns =
  'Name, Status, Volume, Capacity, Access Modes, StorageClass, VolumeAttributesClass, Age, VolumeMode*'

export const persistentvolumeclaims = table<PersistentVolumeClaim>(claimColumns, ({ metadata, spec, status }, age) => [
  metadata.name,
  metadata.deletionTimestamp === undefined ? status?.phase : 'Terminating',
  spec.volumeName ?? '',
  spec.volumeName ? (status?.capacity?.['storage'] ?? '0') : '',
  spec.volumeName ? accessModes(status?.accessModes) : '',
  metadata.annotations?.[classAnnotation] ?? spec.storageClassName ?? '',
  '<unset>',
  age,
  textOr(spec['volumeMode'], '<unset>'),
])

const textOr = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise)

interface PersistentVolume extends KubeObject {
  readonly spec: {
    readonly accessModes?: readonly string[]
    readonly capacity?: TextMap
    readonly claimRef?: { readonly namespace?: string; readonly name?: string }
    readonly persistentVolumeReclaimPolicy?: string
    readonly storageClassName?: string
    readonly volumeMode?: string
  }
  readonly status: { readonly phase?: string; readonly reason?: string }
}

const volumeColumns =
  'Name, Capacity, Access Modes, Reclaim Policy, Status, Claim, StorageClass, VolumeAttributesClass, Reason, Age, VolumeMode*'

export const persistentvolumes = table<PersistentVolume>(volumeColumns, ({ metadata, spec, status }, age) => [
  metadata.name,
  spec.capacity?.['storage'] ?? '0',
  accessModes(spec.accessModes),
  spec.persistentVolumeReclaimPolicy ?? '',
  metadata.deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating',
  spec.claimRef === undefined ? '' : `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name ?? ''}`,
  metadata.annotations?.[classAnnotation] ?? spec.storageClassName ?? '',
  '<unset>',
  status?.reason ?? '',
  age,
  spec.volumeMode ?? '<unset>',
])

interface ResourceQuota extends KubeObject {
  readonly status: { readonly hard?: TextMap; readonly used?: TextMap }
}

export const resourcequotas = table<ResourceQuota>('Name, Request, Limit, Age', ({ metadata, status }, age) => {
  const { hard = {}, used = {} } = status ?? {}
  const told = (limits: boolean) =>
    Object.keys(hard)
      .filter((name) => name.startsWith('limits.') === limits)
      .sort()
      .map((name) => `${name}: ${used[name] ?? '0'}/${hard[name]}`)
      .join(', ')
  return [metadata.name, told(false), told(true), age]
})

export const leases = table<Lease>('Name, Holder, Age', ({ metadata, spec }, age) => [
  metadata.name,
  spec.holderIdentity ?? '',
  age,
])

export const priorityclasses = table<PriorityClass>(
  'Name, Value:integer, Global-Default:boolean, Age, PreemptionPolicy',
  ({ metadata, value, globalDefault, preemptionPolicy }, age) => [
    metadata.name,
    value,
    globalDefault ?? false,
    age,
    preemptionPolicy ?? '',
  ],
)

interface StorageClass extends KubeObject {
  readonly provisioner: string
  readonly reclaimPolicy?: string
  readonly volumeBindingMode?: string
  readonly allowVolumeExpansion?: boolean
}

const isDefault = ({ annotations }: KubeObject['metadata'], kind: string) =>
  annotations?.[`${kind}.kubernetes.io/is-default-class`] === 'true' ? ' (default)' : ''

export const storageclasses = table<StorageClass>(
  'Name, Provisioner, ReclaimPolicy, VolumeBindingMode, AllowVolumeExpansion, Age',
  ({ metadata, provisioner, reclaimPolicy, volumeBindingMode, allowVolumeExpansion }, age) => [
    metadata.name + isDefault(metadata, 'storageclass'),
    provisioner,
    reclaimPolicy ?? 'Delete',
    volumeBindingMode ?? 'Immediate',
    allowVolumeExpansion ?? false,
    age,
  ],
)

interface IngressClass extends KubeObject {
  readonly spec?: {
    readonly controller?: string
    readonly parameters?: { readonly apiGroup?: string; readonly kind: string; readonly name: string }
  }
}

export const ingressclasses = table<IngressClass>('Name, Controller, Parameters, Age', ({ metadata, spec }, age) => {
  const { apiGroup, kind, name } = spec?.parameters ?? {}
  const parameters = kind === undefined ? '<none>' : `${[kind, apiGroup].filter(Boolean).join('.')}/${name}`
  return [metadata.name + isDefault(metadata, 'ingressclass'), spec?.controller ?? '', parameters, age]
})

/** Of types that no printer knows: the age is told as a time, and `kubectl` makes nothing of it. */
export const plain = table('Name, Created At:date', ({ metadata }) => [metadata.name, metadata.creationTimestamp])

export const aged = table('Name, Age', ({ metadata }, age) => [metadata.name, age])
