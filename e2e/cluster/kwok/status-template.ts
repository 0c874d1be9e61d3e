import { annotations } from './annotations'

/**
 * Pieces of Go templates that render a pod's status as YAML. Variables: $root the pod, $now, $fault, $target the container
 * that a fault hits; inside `eachContainer` also $c (its spec), $before (its status until now) and $count (its restarts).
 */
export const podTemplate = (...parts: string[]): string => [prelude, ...parts].join('\n')

const prelude = [
  '{{ $now := Now }}{{ $root := . }}{{ $annotations := or .metadata.annotations dict }}',
  `{{ $fault := or (index $annotations "${annotations.fault}") "" }}`,
  `{{ $target := or (index $annotations "${annotations.container}") (index .spec.containers 0).name }}`,
].join('\n')

const each = (list: string, statuses: string, item: string): string =>
  [
    `${statuses}:`,
    `{{ range $index, $c := .spec.${list} }}`,
    `{{ $before := dict }}{{ range (or $root.status.${statuses} list) }}{{ if eq .name $c.name }}{{ $before = . }}{{ end }}{{ end }}`,
    '{{ $count := int (or $before.restartCount 0) }}',
    '{{ $began := $now }}{{ with $before.state }}{{ with .running }}{{ $began = .startedAt }}{{ end }}{{ end }}',
    item,
    '{{ end }}',
  ].join('\n')

export const eachContainer = (item: string): string => each('containers', 'containerStatuses', item)
export const eachInitContainer = (item: string): string => each('initContainers', 'initContainerStatuses', item)

/** The faulty container gets the first item, the others the second. */
export const targetElse = (target: string, other: string): string =>
  ['{{ if eq $c.name $target }}', target, '{{ else }}', other, '{{ end }}'].join('\n')

const imageId = '{{ printf "%s@sha256:%s" (index (splitList ":" $c.image) 0) (sha256sum $c.image) | Quote }}'
const containerId = (restarts: string) =>
  `{{ printf "containerd://%s" (sha256sum (printf "%s/%s/%d" $root.metadata.uid $c.name (int ${restarts}))) | Quote }}`

const identity = (restarts = '$count'): string[] => [
  '- name: {{ $c.name | Quote }}',
  '  image: {{ $c.image | Quote }}',
  `  imageID: ${imageId}`,
  `  containerID: ${containerId(restarts)}`,
  `  restartCount: {{ ${restarts} }}`,
]

const once = '$count'
export const onceMore = '(add $count 1)'

/** A container that runs since now. */
export const running = (ready: boolean, restarts = once, lastState?: string): string =>
  [
    ...identity(restarts),
    `  ready: ${ready}`,
    '  started: true',
    '  state: {running: {startedAt: {{ $now | Quote }}}}',
    ...(lastState ? [`  lastState: ${lastState}`] : []),
  ].join('\n')

/** A container whose image is not there yet. `message` is YAML or a template. */
export const waiting = (reason: string, message?: string): string =>
  [
    '- name: {{ $c.name | Quote }}',
    '  image: {{ $c.image | Quote }}',
    '  imageID: ""',
    '  restartCount: {{ $count }}',
    '  ready: false',
    '  started: false',
    `  state: {waiting: {reason: ${reason}${message ? `, message: ${message}` : ''}}}`,
  ].join('\n')

const backOffMessage =
  '{{ printf "back-off 5m0s restarting failed container=%s pod=%s_%s(%s)" $c.name $root.metadata.name $root.metadata.namespace $root.metadata.uid | Quote }}'

export const terminatedState = (exitCode: number, reason: string, more = ''): string =>
  `{terminated: {exitCode: ${exitCode}, reason: ${reason}, startedAt: {{ $began | Quote }}, finishedAt: {{ $now | Quote }}${more}}}`

/** A container that ended and waits for its next start. */
export const crashed = (exitCode: number, reason: string): string =>
  [
    ...identity(),
    '  ready: false',
    '  started: false',
    `  state: {waiting: {reason: CrashLoopBackOff, message: ${backOffMessage}}}`,
    `  lastState: ${terminatedState(exitCode, reason, ', containerID: {{ or $before.containerID "" | Quote }}')}`,
  ].join('\n')

/** A container that ended for good; one that succeeded as an init container counts as ready. */
export const terminated = (exitCode: number, reason: string, ready = false, message?: string): string =>
  [
    ...identity(),
    `  ready: ${ready}`,
    '  started: false',
    `  state: ${terminatedState(exitCode, reason, message ? `, message: "${message}"` : '')}`,
  ].join('\n')

export const unchanged = '- {{ YAML $before 1 }}'

export const conditions = (...items: string[]): string => ['conditions:', ...items].join('\n')

export const conditionItem = (type: string, value: 'True' | 'False', more = ''): string =>
  `- {type: ${type}, status: "${value}", lastProbeTime: null, lastTransitionTime: {{ $now | Quote }}${more}}`

/** A strategic merge keeps the old reason where the new condition has none. */
export const cleared = ', reason: "", message: ""'
const containersNotReady =
  ', reason: ContainersNotReady, message: {{ printf "containers with unready status: [%s]" $target | Quote }}'

/** The conditions Ready and ContainersReady. */
export const readiness = (ready: boolean, reason = containersNotReady): string => {
  const [value, more] = ready ? (['True', cleared] as const) : (['False', reason] as const)
  return [conditionItem('Ready', value, more), conditionItem('ContainersReady', value, more)].join('\n')
}

export const addresses = [
  'hostIP: {{ NodeIPWith .spec.nodeName | Quote }}',
  'hostIPs: [{ip: {{ NodeIPWith .spec.nodeName | Quote }}}]',
  '{{ $ip := PodIPWith .spec.nodeName (or .spec.hostNetwork false) (or .metadata.uid "") (or .metadata.name "") (or .metadata.namespace "") }}',
  'podIP: {{ $ip | Quote }}',
  'podIPs: [{ip: {{ $ip | Quote }}}]',
].join('\n')

export const startTime = 'startTime: {{ $now | Quote }}'
