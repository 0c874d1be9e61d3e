import { annotations } from './annotations'
import { annotation, condition, exists, isAbsent, isIn, isNotIn, metadata, phaseIs, type Stage, status } from './stage'

const prelude = `{{ $now := Now }}{{ $fault := or (index (or .metadata.annotations dict) "${annotations.nodeFault}") "" }}`

const asUsual = [
  '  status: {{ .status | Quote }}',
  '  reason: {{ .reason | Quote }}',
  '  message: {{ .message | Quote }}',
]

const asTheFaultSays = [
  '{{ if and (eq .type "Ready") (eq $fault "NotReady") }}',
  '  status: "False"',
  '  reason: KubeletNotReady',
  '  message: "container runtime is down"',
  '{{ else if eq .type $fault }}',
  '  status: "True"',
  '  reason: {{ printf "KubeletHas%s" $fault | Quote }}',
  '  message: "kubelet reports pressure"',
  '{{ else }}',
  ...asUsual,
  '{{ end }}',
]

const nodeStatus = (state: readonly string[], ...more: string[]) =>
  status(
    [
      prelude,
      'conditions:',
      '{{ range NodeConditions }}',
      '- type: {{ .type | Quote }}',
      '  lastHeartbeatTime: {{ $now | Quote }}',
      '  lastTransitionTime: {{ $now | Quote }}',
      ...state,
      '{{ end }}',
      ...more,
    ].join('\n'),
  )

const heartbeat = [
  '{{ $now := Now }}conditions:',
  '{{ range .status.conditions }}',
  '- type: {{ .type | Quote }}',
  '  lastHeartbeatTime: {{ $now | Quote }}',
  '{{ end }}',
].join('\n')

const hasFault = exists(annotation(annotations.nodeFault))
const hasNoFault = isAbsent(annotation(annotations.nodeFault))
const faultApplied = annotation(annotations.nodeFaultApplied)
const markApplied = (value: string) => metadata(`annotations: {${annotations.nodeFaultApplied}: ${value}}`)

/** A stage whose patch leaves its own selector true would run for ever: the fault marks itself as applied. */
export const nodeStages: readonly Stage[] = [
  {
    name: 'node-initialize',
    when: [isNotIn(condition('Ready'), 'True'), hasNoFault],
    steps: [
      nodeStatus(
        asUsual,
        '{{ with NodePort }}',
        'daemonEndpoints: {kubeletEndpoint: {Port: {{ . }}}}',
        '{{ end }}',
        'phase: Running',
      ),
    ],
  },
  {
    name: 'node-heartbeat',
    when: [phaseIs('Running'), isIn(condition('Ready'), 'True'), hasNoFault],
    delay: { from: 600_000, to: 900_000 },
    steps: [status(heartbeat)],
  },
  {
    name: 'node-fault',
    when: [phaseIs('Running'), hasFault, isNotIn(faultApplied, 'true')],
    steps: [nodeStatus(asTheFaultSays), markApplied('"true"')],
  },
  {
    name: 'node-recover',
    when: [phaseIs('Running'), hasNoFault, isIn(faultApplied, 'true')],
    weight: 1000,
    steps: [nodeStatus(asUsual), markApplied('null')],
  },
]
