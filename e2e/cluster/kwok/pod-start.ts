import { annotations } from './annotations'
import {
  annotation,
  condition,
  event,
  exists,
  initRunningSince,
  initWaitingReason,
  isAbsent,
  isIn,
  isNotIn,
  notDeleted,
  phaseIs,
  runningSince,
  type Stage,
  status,
} from './stage'
import {
  addresses,
  cleared,
  conditionItem,
  conditions,
  crashed,
  eachContainer,
  eachInitContainer,
  onceMore,
  podTemplate,
  readiness,
  running,
  startTime,
  terminated,
  waiting,
} from './status-template'

const hasNoAddress = isAbsent('.status.podIP')

/** One write from nothing to Running, for the many pods that nobody watches start. */
const fast: Stage = {
  name: 'pod-fast',
  matchAnnotations: { [annotations.startup]: 'fast' },
  weight: 1000,
  when: [notDeleted, hasNoAddress],
  steps: [
    status(
      podTemplate(
        conditions(
          conditionItem('PodScheduled', 'True'),
          conditionItem('PodReadyToStartContainers', 'True'),
          conditionItem('Initialized', 'True'),
          readiness(true),
        ),
        eachContainer(running(true)),
        addresses,
        'phase: Running',
        startTime,
      ),
    ),
  ],
}

const readinessGates = [
  '{{ range .spec.readinessGates }}',
  '- {type: {{ .conditionType | Quote }}, status: "True", lastTransitionTime: {{ $now | Quote }}}',
  '{{ end }}',
].join('\n')

const notInitialized = ', reason: ContainersNotInitialized, message: "containers with incomplete status"'

const create: Stage = {
  name: 'pod-create',
  when: [notDeleted, hasNoAddress, isNotIn(annotation(annotations.startup), 'fast', 'external')],
  delay: { from: 200, to: 1200, annotation: annotations.createDelay },
  steps: [
    status(
      podTemplate(
        conditions(
          conditionItem('PodReadyToStartContainers', 'True'),
          '{{ if .spec.initContainers }}',
          conditionItem('Initialized', 'False', notInitialized),
          '{{ else }}',
          conditionItem('Initialized', 'True'),
          '{{ end }}',
          readiness(false),
          readinessGates,
        ),
        '{{ if .spec.initContainers }}',
        eachInitContainer(waiting('PodInitializing')),
        '{{ end }}',
        eachContainer(waiting('{{ if $root.spec.initContainers }}PodInitializing{{ else }}ContainerCreating{{ end }}')),
        addresses,
        'phase: Pending',
        startTime,
      ),
    ),
  ],
}

const isInitializing = [notDeleted, phaseIs('Pending'), isIn(condition('Initialized'), 'False')]
const initRuns = [...isInitializing, exists(initRunningSince)]

const initContainers: readonly Stage[] = [
  {
    name: 'pod-init-run',
    when: [...isInitializing, isIn(initWaitingReason, 'PodInitializing')],
    delay: { from: 300, to: 1500, annotation: annotations.initDelay },
    steps: [status(podTemplate(eachInitContainer(running(false))))],
  },
  {
    name: 'pod-init-done',
    when: [...initRuns, isNotIn(annotation(annotations.fault), 'initcrash')],
    delay: { from: 500, to: 2000, annotation: annotations.initDelay },
    steps: [
      status(
        podTemplate(
          conditions(conditionItem('Initialized', 'True', cleared)),
          eachInitContainer(terminated(0, 'Completed', true)),
          eachContainer(waiting('ContainerCreating')),
        ),
      ),
    ],
  },
  {
    name: 'pod-init-crash',
    fault: 'initcrash',
    when: initRuns,
    delay: { from: 3000, to: 6000, annotation: annotations.runFor },
    steps: [
      event('Warning', 'BackOff', 'Back-off restarting failed container'),
      status(podTemplate(eachInitContainer(crashed(1, 'Error')))),
    ],
  },
  {
    name: 'pod-init-restart',
    fault: 'initcrash',
    when: [...isInitializing, isIn(initWaitingReason, 'CrashLoopBackOff')],
    delay: { from: 20_000, to: 60_000, annotation: annotations.backoff },
    steps: [status(podTemplate(eachInitContainer(running(false, onceMore))))],
  },
]

const startsUnready = '(has $fault (list "crashloop" "oom" "unready"))'

const ready: Stage = {
  name: 'pod-ready',
  when: [
    notDeleted,
    phaseIs('Pending'),
    isIn(condition('Initialized'), 'True'),
    isAbsent(runningSince),
    isNotIn(annotation(annotations.fault), 'imagepull', 'createconfig', 'stuckcreating'),
    isAbsent(annotation(annotations.static)),
  ],
  delay: { from: 300, to: 2000, annotation: annotations.readyDelay },
  steps: [
    event('Normal', 'Started', 'Container started'),
    status(
      podTemplate(
        conditions(`{{ if ${startsUnready} }}`, readiness(false), '{{ else }}', readiness(true), '{{ end }}'),
        eachContainer(
          [
            `{{ if and (eq $c.name $target) ${startsUnready} }}`,
            running(false),
            '{{ else }}',
            running(true),
            '{{ end }}',
          ].join('\n'),
        ),
        'phase: Running',
      ),
    ),
  ],
}

/** From the scheduler's binding to a running pod. */
export const podStartStages: readonly Stage[] = [fast, create, ...initContainers, ready]
