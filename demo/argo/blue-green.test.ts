import { expect, test } from 'vitest'
import { openRolloutRig, type RolloutRig } from './rig'

const analysis = { templates: [{ templateName: 'good' }] }

function openBlueGreen(blueGreen: object = {}): RolloutRig {
  const rig = openRolloutRig()
  for (const name of ['active', 'preview']) rig.service(name, 'web')
  const verdicts = { successCondition: 'result[0] < 0.05' }
  rig.template('good', { count: 3, interval: '4s', ...verdicts, query: 'vector(0.01)' })
  rig.template('bad', { ...verdicts, query: 'vector(0.1)' })
  rig.start('web', {
    replicas: 3,
    strategy: {
      blueGreen: {
        activeService: 'active',
        previewService: 'preview',
        autoPromotionEnabled: false,
        scaleDownDelaySeconds: 8,
        ...blueGreen,
      },
    },
  })
  return rig
}

const selected = (rig: RolloutRig, name: string) =>
  rig.world.store.services.get('shop', name)?.spec.selector?.['rollouts-pod-template-hash']

// Phases, messages and events as the controller of v1.9 had them for the same manifest and the same verbs.
test('the preview is analyzed, waits for promotion, is cut over and analyzed again; the old set goes later', () => {
  const rig = openBlueGreen({ prePromotionAnalysis: analysis, postPromotionAnalysis: analysis })
  expect(rig.look('web')).toBe('Healthy: 3')
  const first = rig.rollout('web').status.currentPodHash
  expect([selected(rig, 'active'), selected(rig, 'preview')]).toEqual([first, first])
  rig.image('web', 2, 4)
  const second = rig.rollout('web').status.currentPodHash
  expect(rig.look('web')).toBe('Progressing active service cutover pending: 3+3')
  expect([selected(rig, 'active'), selected(rig, 'preview')]).toEqual([first, second])
  rig.patch('web', {}, 10)
  expect(rig.look('web')).toBe('Paused BlueGreenPause: 3+3')
  rig.patch('web', { pauseConditions: [] }, 4)
  expect(rig.look('web')).toBe('Progressing waiting for analysis to complete: 3+3')
  expect(selected(rig, 'active')).toBe(second)
  rig.patch('web', {}, 6)
  expect(rig.look('web')).toBe('Healthy: 3+3')
  rig.patch('web', {}, 10)
  expect(rig.look('web')).toBe('Healthy: 3+0')
  expect(rig.events('web').slice(6)).toEqual([
    `SwitchService: Switched selector for service 'active' from '' to '${first}'`,
    'RolloutUpdated: Rollout updated to revision 2',
    `NewReplicaSetCreated: Created ReplicaSet web-${second} (revision 2)`,
    `SwitchService: Switched selector for service 'preview' from '${first}' to '${second}'`,
    `RolloutNotCompleted: Rollout not completed, started update to revision 2 (${second})`,
    `ScalingReplicaSet: Scaled up ReplicaSet web-${second} (revision 2) from 0 to 3`,
    `AnalysisRunRunning: PrePromotion Analysis Run 'web-${second}-2-pre' Status New: 'Running' Previous: ''`,
    `AnalysisRunSuccessful: PrePromotion Analysis Run 'web-${second}-2-pre' Status New: 'Successful' Previous: 'Running'`,
    'RolloutPaused: Rollout is paused (BlueGreenPause)',
    `SwitchService: Switched selector for service 'active' from '${first}' to '${second}'`,
    `AnalysisRunRunning: PostPromotion Analysis Run 'web-${second}-2-post' Status New: 'Running' Previous: ''`,
    `AnalysisRunSuccessful: PostPromotion Analysis Run 'web-${second}-2-post' Status New: 'Successful' Previous: 'Running'`,
    `RolloutCompleted: Rollout completed update to revision 2 (${second}): Completed blue-green update`,
    `ScalingReplicaSet: Scaled down ReplicaSet web-${first} (revision 1) from 3 to 0`,
  ])
})

test('a failed analysis before the cut-over aborts, and the preview goes 30 s later', () => {
  const rig = openBlueGreen({ prePromotionAnalysis: { templates: [{ templateName: 'bad' }] } })
  const first = rig.rollout('web').status.currentPodHash
  rig.image('web', 2, 5)
  expect(rig.rollout('web').status.message).toContain(
    'RolloutAborted: Rollout aborted update to revision 2: Blue/green pre-promotion analysis phase error/failed: Metric "metric"',
  )
  expect(rig.look('web')).toMatch(/3\+3$/)
  rig.patch('web', {}, 40)
  expect(rig.look('web')).toMatch(/0\+3$/)
  expect(selected(rig, 'active')).toBe(first)
})

test('a retry while the preview still stands goes back to it at once', () => {
  const rig = openBlueGreen()
  rig.image('web', 2, 5)
  rig.patch('web', { abort: true }, 5)
  rig.patch('web', { abort: false }, 3)
  expect(rig.look('web')).toBe('Healthy: 3+3')
})

test('automatic promotion cuts over at once, or after its seconds', () => {
  const atOnce = openBlueGreen({ autoPromotionEnabled: true })
  atOnce.image('web', 2, 4)
  expect(atOnce.look('web')).toBe('Healthy: 3+3')
  const later = openBlueGreen({ autoPromotionEnabled: true, autoPromotionSeconds: 20 })
  later.image('web', 2, 15)
  expect(later.look('web')).toBe('Paused BlueGreenPause: 3+3')
  later.patch('web', {}, 10)
  expect(later.look('web')).toBe('Healthy: 3+3')
})

test('a preview of its own size grows after the promotion, before the cut-over', () => {
  const rig = openBlueGreen({ previewReplicaCount: 1 })
  rig.image('web', 2, 5)
  expect(rig.look('web')).toBe('Paused BlueGreenPause: 1+3')
  rig.patch('web', { pauseConditions: [] }, 5)
  expect(rig.look('web')).toBe('Healthy: 3+3')
})

test('autoscalers count what serves', () => {
  const rig = openBlueGreen()
  const { currentPodHash } = rig.rollout('web').status
  rig.image('web', 2, 5)
  expect(rig.rollout('web').status).toMatchObject({
    replicas: 6,
    HPAReplicas: 3,
    selector: `app=web,rollouts-pod-template-hash=${currentPodHash}`,
  })
})
