import {
  type Condition,
  type ContainerStatus,
  isReady,
  type KubeObject,
  type Node,
  type Pod,
} from '@/demo/store/objects'

/** `kubectl`'s age: k8s.io/apimachinery pkg/util/duration HumanDuration. */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 120) return `${Math.max(0, seconds)}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return withRest(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.floor(hours / 24)
  if (days < 8) return withRest(days, 'd', hours % 24, 'h')
  if (days < 730) return `${days}d`
  const years = Math.floor(days / 365)
  return days < 365 * 8 ? withRest(years, 'y', days % 365, 'd') : `${years}y`
}

const withRest = (whole: number, unit: string, rest: number, restUnit: string) =>
  rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${restUnit}`

const since = (timestamp: string | null | undefined, now: number) =>
  timestamp ? humanDuration(now - Date.parse(timestamp)) : '<unknown>'

interface Column {
  readonly name: string
  readonly type: 'string'
  readonly format: string
  readonly description: string
  readonly priority: 0 | 1
}

const column = (name: string, priority: 0 | 1 = 0): Column => ({
  name,
  type: 'string',
  format: name === 'Name' ? 'name' : '',
  description: '',
  priority,
})

const podColumns = [
  ...['Name', 'Ready', 'Status', 'Restarts', 'Age'].map((name) => column(name)),
  ...['IP', 'Node', 'Nominated Node', 'Readiness Gates'].map((name) => column(name, 1)),
]
const nodeColumns = [
  ...['Name', 'Status', 'Roles', 'Age', 'Version'].map((name) => column(name)),
  ...['Internal-IP', 'External-IP', 'OS-Image', 'Kernel-Version', 'Container-Runtime'].map((name) => column(name, 1)),
]

/** The Table rendering of a list (or of one object); types other than pods and nodes have name and age. */
export function renderTable(
  resource: string,
  items: readonly KubeObject[],
  metadata: object,
  now: number,
  include: string,
) {
  const columns =
    resource === 'pods' ? podColumns : resource === 'nodes' ? nodeColumns : [column('Name'), column('Age')]
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns,
    rows: items.map((item) => ({ cells: cellsOf(resource, item, now), object: included(item, include) })),
  }
}

function cellsOf(resource: string, item: KubeObject, now: number): readonly string[] {
  // A collection holds objects of its own type only.
  if (resource === 'pods') return podCells(item as Pod, now)
  if (resource === 'nodes') return nodeCells(item as Node, now)
  return [item.metadata.name, since(item.metadata.creationTimestamp, now)]
}

function included(item: KubeObject, include: string): object | null {
  if (include === 'None') return null
  if (include === 'Object') return item
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: item.metadata }
}

/** printPod of k8s.io/kubernetes pkg/printers/internalversion/printers.go, v1.36. */
export function podCells(pod: Pod, now: number): readonly string[] {
  const { ready, status, restarts, lastRestart } = podColumnsOf(pod)
  const total = pod.spec.containers.length + (pod.spec.initContainers ?? []).filter(isSidecar).length
  const gates = pod.spec.readinessGates ?? []
  const open = gates.filter(({ conditionType }) => find(pod.status.conditions, conditionType)?.status === 'True')
  return [
    pod.metadata.name,
    `${ready}/${total}`,
    status,
    restarts !== 0 && lastRestart > 0 ? `${restarts} (${humanDuration(now - lastRestart)} ago)` : String(restarts),
    since(pod.metadata.creationTimestamp, now),
    pod.status.podIPs?.[0]?.ip || '<none>',
    pod.spec.nodeName || '<none>',
    pod.status.nominatedNodeName || '<none>',
    gates.length === 0 ? '<none>' : `${open.length}/${gates.length}`,
  ]
}

interface Tally {
  ready: number
  status: string
  restarts: number
  lastRestart: number
}

const isSidecar = (container: { readonly restartPolicy?: string } | undefined) => container?.restartPolicy === 'Always'
const find = (conditions: readonly Condition[] | undefined, type: string) =>
  conditions?.find((condition) => condition.type === type)

function podColumnsOf(pod: Pod): Tally {
  const { phase = '', reason, conditions } = pod.status
  const gated = conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated')
  const tally: Tally = { ready: 0, status: gated ? 'SchedulingGated' : reason || phase, restarts: 0, lastRestart: 0 }
  const sidecars: Tally = { ready: 0, status: '', restarts: 0, lastRestart: 0 }
  const initializing = walkInit(pod, tally, sidecars)
  if (!initializing || find(conditions, 'Initialized')?.status === 'True') {
    Object.assign(tally, { restarts: sidecars.restarts, lastRestart: sidecars.lastRestart })
    walkContainers(pod, tally)
  }
  if (pod.metadata.deletionTimestamp !== undefined) {
    if (reason === 'NodeLost') tally.status = 'Unknown'
    else if (phase !== 'Succeeded' && phase !== 'Failed') tally.status = 'Terminating'
  }
  return tally
}

function walkInit(pod: Pod, tally: Tally, sidecars: Tally): boolean {
  const specs = pod.spec.initContainers ?? []
  for (const [at, container] of (pod.status.initContainerStatuses ?? []).entries()) {
    const sidecar = isSidecar(specs.find(({ name }) => name === container.name))
    count(tally, container)
    if (sidecar) count(sidecars, container)
    const { terminated, waiting } = container.state
    if (terminated?.exitCode === 0) continue
    if (sidecar && container.started) {
      if (container.ready) tally.ready++
      continue
    }
    if (terminated !== undefined) tally.status = `Init:${ending(terminated)}`
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') tally.status = `Init:${waiting.reason}`
    else tally.status = `Init:${at}/${specs.length}`
    return true
  }
  return false
}

function walkContainers(pod: Pod, tally: Tally): void {
  let running = false
  let errorReason = ''
  for (const container of (pod.status.containerStatuses ?? []).toReversed()) {
    count(tally, container)
    const { waiting, terminated } = container.state
    if (waiting?.reason) tally.status = waiting.reason
    else if (terminated !== undefined) {
      tally.status = ending(terminated)
      if (terminated.exitCode !== 0) errorReason = tally.status
    } else if (container.ready && container.state.running !== undefined) {
      running = true
      tally.ready++
    }
  }
  if (tally.status !== 'Completed') return
  if (running && isReady(pod)) tally.status = 'Running'
  else if (errorReason !== '') tally.status = errorReason
  else if (running) tally.status = 'NotReady'
}

function count(tally: Tally, { restartCount, lastState }: ContainerStatus): void {
  tally.restarts += restartCount
  const finishedAt = lastState.terminated?.finishedAt
  if (finishedAt) tally.lastRestart = Math.max(tally.lastRestart, Date.parse(finishedAt))
}

const ending = ({ reason, signal, exitCode }: { reason?: string; signal?: number; exitCode: number }) =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`)

/** printNode of the same file. */
function nodeCells(node: Node, now: number): readonly string[] {
  const ready = find(node.status.conditions, 'Ready')
  const status = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'
  const role = 'node-role.kubernetes.io/'
  const roles = Object.keys(node.metadata.labels ?? {}).filter((key) => key.startsWith(role))
  const address = (type: string) => node.status.addresses.find((known) => known.type === type)?.address ?? '<none>'
  const { kubeletVersion = '', osImage, kernelVersion, architecture, containerRuntimeVersion } = node.status.nodeInfo
  return [
    node.metadata.name,
    node.spec.unschedulable ? `${status},SchedulingDisabled` : status,
    roles
      .map((key) => key.slice(role.length))
      .sort()
      .join(',') || '<none>',
    since(node.metadata.creationTimestamp, now),
    kubeletVersion,
    address('InternalIP'),
    address('ExternalIP'),
    osImage || '<unknown>',
    (kernelVersion || '<unknown>') + (architecture ? ` (${architecture})` : ''),
    containerRuntimeVersion || '<unknown>',
  ]
}
