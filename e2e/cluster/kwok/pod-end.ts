import { annotations } from './annotations'
import {
  annotation,
  condition,
  event,
  exists,
  isAbsent,
  isIn,
  isNotIn,
  notDeleted,
  phaseIs,
  type Stage,
  status,
} from './stage'
import { conditionItem, conditions, eachContainer, podTemplate, readiness, terminated } from './status-template'

const runs = [notDeleted, phaseIs('Running')]

const jobSucceeds: Stage = {
  name: 'pod-complete',
  when: [
    ...runs,
    isIn(condition('Ready'), 'True'),
    isIn('.metadata.ownerReferences.[].kind', 'Job'),
    isNotIn(annotation(annotations.fault), 'jobfail', 'hang'),
  ],
  delay: { from: 2000, to: 6000, annotation: annotations.runFor },
  steps: [
    status(
      podTemplate(
        conditions(readiness(false, ', reason: PodCompleted')),
        eachContainer(terminated(0, 'Completed')),
        'phase: Succeeded',
      ),
    ),
  ],
}

const jobFails: Stage = {
  name: 'pod-jobfail',
  fault: 'jobfail',
  weight: 1000,
  when: runs,
  delay: { from: 2000, to: 5000, annotation: annotations.runFor },
  steps: [
    status(
      podTemplate(
        conditions(readiness(false, ', reason: PodFailed')),
        eachContainer(terminated(1, 'Error', false, 'panic: connection refused')),
        'phase: Failed',
      ),
    ),
  ],
}

const lowOnMemory = 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 86Mi. '

/** For bare pods: a controller would replace them without end. */
const evicted: Stage = {
  name: 'pod-evicted',
  fault: 'evicted',
  weight: 1000,
  when: runs,
  delay: { from: 3000, to: 6000, annotation: annotations.runFor },
  steps: [
    event('Warning', 'Evicted', lowOnMemory.trim()),
    status(
      podTemplate(
        conditions(
          conditionItem('DisruptionTarget', 'True', `, reason: TerminationByKubelet, message: "${lowOnMemory}"`),
          readiness(false, ', reason: PodFailed'),
        ),
        'containerStatuses: null',
        'phase: Failed',
        'reason: Evicted',
        `message: "${lowOnMemory}"`,
      ),
    ),
  ],
}

/** Soon, not after the pod's grace period: drains in tests take seconds. */
const deleted: Stage = {
  name: 'pod-delete',
  weight: 100_000,
  when: [
    exists('.metadata.deletionTimestamp'),
    isAbsent('.metadata.finalizers'),
    isNotIn(annotation(annotations.fault), 'stuckterminating'),
  ],
  delay: { from: 500, to: 2500, annotation: annotations.deleteDelay },
  steps: [{ delete: true }],
}

export const podEndStages: readonly Stage[] = [jobSucceeds, jobFails, evicted, deleted]
