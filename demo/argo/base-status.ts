import { without } from '@/demo/store/without'
import { hashOfSet, setsOf, sum, syncSets } from './replica-sets'
import { stepsOf } from './steps'
import { type Status, type Sync, summaryOf } from './sync'
import { hashOf, templateHash } from './template-hash'

/** What the next status says for every strategy (rollout/sync.go: calculateBaseStatus). */
export function baseStatus(sync: Sync): Status {
  const { rollout, shown } = sync
  const { all, current } = syncSets(sync)
  const { conditions = [], stableRS, promoteFull } = rollout.status
  const currentPodHash = current === undefined ? templateHash(rollout.spec.template) : hashOfSet(current)
  const step = summaryOf(shown.step)
  const background = summaryOf(shown.background)
  const pre = summaryOf(shown.pre)
  const post = summaryOf(shown.post)
  return {
    conditions: conditions.filter(({ type }) => type !== 'InvalidSpec'),
    currentPodHash,
    replicas: sum(all, ({ status }) => status.replicas),
    updatedReplicas: current?.status.replicas ?? 0,
    readyReplicas: sum(all, ({ status }) => status.readyReplicas),
    availableReplicas: sum(all, ({ status }) => status.availableReplicas),
    HPAReplicas: sum(all, ({ status }) => status.replicas),
    selector: selectorText(rollout.spec.selector.matchLabels),
    ...(stableRS === undefined ? {} : { stableRS }),
    ...(sync.restartedAt === undefined ? {} : { restartedAt: sync.restartedAt }),
    promoteFull: promoteFull === true && currentPodHash !== stableRS,
    canary: {
      ...(sync.weights === undefined ? {} : { weights: sync.weights }),
      ...(step && { currentStepAnalysisRunStatus: step }),
      ...(background && { currentBackgroundAnalysisRunStatus: background }),
    },
    blueGreen: {
      ...(pre && { prePromotionAnalysisRunStatus: pre }),
      ...(post && { postPromotionAnalysisRunStatus: post }),
    },
  }
}

export const selectorText = (labels: Readonly<Record<string, string>> = {}): string =>
  Object.entries(labels)
    .map((pair) => pair.join('='))
    .sort()
    .join(',')

/** The status at the beginning of an update (resetRolloutStatus). */
export function resetStatus(sync: Sync, next: Status): Status {
  sync.pause.clear = true
  sync.pause.removeAbort = true
  const { weights } = next.canary ?? {}
  const { activeSelector, previewSelector } = next.blueGreen ?? {}
  return {
    ...without(next, 'currentStepIndex', 'promoteFull'),
    ...(stepsOf(sync.rollout).length === 0 ? {} : { currentStepIndex: 0 }),
    canary: weights === undefined ? {} : { weights },
    blueGreen: {
      ...(activeSelector === undefined ? {} : { activeSelector }),
      ...(previewSelector === undefined ? {} : { previewSelector }),
    },
  }
}

export const stepHash = (sync: Pick<Sync, 'rollout'>): string => hashOf(stepsOf(sync.rollout))

/** Whether the pods' template is another than the status knows. */
export function templateChanged({ world, rollout }: Pick<Sync, 'world' | 'rollout'>): boolean {
  const known = rollout.status.currentPodHash
  const { current } = setsOf(world, rollout)
  return (
    known !== undefined && known !== (current === undefined ? templateHash(rollout.spec.template) : hashOfSet(current))
  )
}
