import { annotations } from './annotations'
import {
  annotation,
  condition,
  event,
  isAbsent,
  isIn,
  isNotIn,
  notDeleted,
  phaseIs,
  type Stage,
  status,
  waitingReason,
} from './stage'
import {
  conditions,
  crashed,
  eachContainer,
  onceMore,
  podTemplate,
  readiness,
  running,
  targetElse,
  terminatedState,
  unchanged,
  waiting,
} from './status-template'

const runs = [notDeleted, phaseIs('Running')]
const starts = [notDeleted, phaseIs('Pending')]

/** Running, then CrashLoopBackOff, then running with one restart more; never ready. */
function crashLoop(fault: 'crashloop' | 'oom', exitCode: number, reason: string): readonly Stage[] {
  return [
    {
      name: `pod-${fault}-exit`,
      fault,
      weight: 1000,
      when: [...runs, isNotIn(waitingReason, 'CrashLoopBackOff')],
      delay: { from: 4000, to: 9000, annotation: annotations.runFor },
      steps: [
        event('Warning', 'BackOff', 'Back-off restarting failed container'),
        status(
          podTemplate(conditions(readiness(false)), eachContainer(targetElse(crashed(exitCode, reason), unchanged))),
        ),
      ],
    },
    {
      name: `pod-${fault}-restart`,
      fault,
      weight: 1000,
      when: [...runs, isIn(waitingReason, 'CrashLoopBackOff')],
      delay: { from: 20_000, to: 60_000, annotation: annotations.backoff },
      steps: [status(podTemplate(eachContainer(targetElse(running(false, onceMore), unchanged))))],
    },
  ]
}

/** Ready, but its liveness probe fails now and then. */
const flaky: Stage = {
  name: 'pod-flaky',
  fault: 'flaky',
  weight: 1000,
  when: [...runs, isIn(condition('Ready'), 'True')],
  delay: { from: 60_000, to: 180_000, annotation: annotations.runFor },
  steps: [
    event('Warning', 'Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 500'),
    event('Normal', 'Killing', 'Container failed liveness probe, will be restarted'),
    status(podTemplate(eachContainer(targetElse(running(true, onceMore, terminatedState(137, 'Error')), unchanged)))),
  ],
}

interface Pull {
  readonly from: string
  readonly to: string
  readonly after: readonly [from: number, to: number]
  readonly message: string
  readonly events: Stage['steps']
  /** What happens to the pod's other containers. */
  readonly others: string
}

const pullStage = (name: string, pull: Pull): Stage => ({
  name,
  fault: 'imagepull',
  when: [...starts, isIn(waitingReason, pull.from)],
  delay: { from: pull.after[0], to: pull.after[1], annotation: annotations.backoff },
  steps: [
    ...pull.events,
    status(
      podTemplate(
        eachContainer(targetElse(waiting(pull.to, `{{ printf "${pull.message}" $c.image | Quote }}`), pull.others)),
      ),
    ),
  ],
})

const notFound = 'failed to pull and unpack image \\"%s\\": not found'

const imagePull: readonly Stage[] = [
  pullStage('pod-pull-fail', {
    from: 'ContainerCreating',
    to: 'ErrImagePull',
    after: [1000, 2000],
    message: notFound,
    events: [
      event('Warning', 'Failed', 'Failed to pull image: rpc error: code = NotFound desc = not found'),
      event('Warning', 'Failed', 'Error: ErrImagePull'),
    ],
    others: running(true),
  }),
  pullStage('pod-pull-backoff', {
    from: 'ErrImagePull',
    to: 'ImagePullBackOff',
    after: [3000, 6000],
    message: 'Back-off pulling image \\"%s\\": ErrImagePull',
    events: [event('Warning', 'Failed', 'Error: ImagePullBackOff')],
    others: unchanged,
  }),
  pullStage('pod-pull-retry', {
    from: 'ImagePullBackOff',
    to: 'ErrImagePull',
    after: [60_000, 120_000],
    message: notFound,
    events: [event('Normal', 'BackOff', 'Back-off pulling image')],
    others: unchanged,
  }),
]

const createConfig: Stage = {
  name: 'pod-createconfig',
  fault: 'createconfig',
  when: [...starts, isIn(waitingReason, 'ContainerCreating')],
  delay: { from: 500, to: 1500, annotation: annotations.backoff },
  steps: [
    event('Warning', 'Failed', 'Error: secret "payments-db" not found'),
    status(podTemplate(eachContainer(waiting('CreateContainerConfigError', '"secret \\"payments-db\\" not found"')))),
  ],
}

/** Only events tell: the container stays in ContainerCreating. */
const failedMount: Stage = {
  name: 'pod-stuckcreating',
  fault: 'stuckcreating',
  when: [...starts, isIn(waitingReason, 'ContainerCreating')],
  delay: { from: 60_000, to: 90_000, annotation: annotations.backoff },
  steps: [
    event(
      'Warning',
      'FailedMount',
      'MountVolume.SetUp failed for volume "config" : configmap "missing-config" not found',
    ),
  ],
}

/** Readiness goes while the annotation is there, and comes back when it is removed. */
const readinessLost: Stage = {
  name: 'pod-unready',
  fault: 'unready',
  weight: 1000,
  when: [...runs, isIn(condition('Ready'), 'True')],
  delay: { from: 300, to: 600, annotation: annotations.runFor },
  steps: [
    event('Warning', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503'),
    status(
      podTemplate(
        conditions(readiness(false)),
        eachContainer(
          targetElse(
            '{{ $after := deepCopy $before }}{{ $_ := set $after "ready" false }}\n- {{ YAML $after 1 }}',
            unchanged,
          ),
        ),
      ),
    ),
  ],
}

const readinessRegained: Stage = {
  name: 'pod-recover',
  when: [
    ...runs,
    isIn(condition('Ready'), 'False'),
    isAbsent(annotation(annotations.fault)),
    isAbsent(annotation(annotations.static)),
  ],
  delay: { from: 300, to: 600, annotation: annotations.readyDelay },
  steps: [status(podTemplate(conditions(readiness(true)), eachContainer(running(true))))],
}

/** The usual ways in which a pod is broken, by its `fault` annotation. */
export const podFaultStages: readonly Stage[] = [
  ...crashLoop('crashloop', 1, 'Error'),
  ...crashLoop('oom', 137, 'OOMKilled'),
  flaky,
  ...imagePull,
  createConfig,
  failedMount,
  readinessLost,
  readinessRegained,
]
