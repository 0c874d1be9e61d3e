import { expect, test } from 'vitest'
import { toTimestamp } from '@/demo/clock'
import type { CanaryStep, Rollout } from '@/demo/store/argo-objects'
import { openRolloutRig, podTemplate, type RolloutRig } from './rig'

const steps: readonly CanaryStep[] = [
  { setWeight: 20 },
  { pause: {} },
  { setWeight: 40 },
  { pause: { duration: '5s' } },
  { analysis: { templates: [{ templateName: 'good' }] } },
  { setWeight: 60 },
  { analysis: { templates: [{ templateName: 'doubtful' }] } },
  { setWeight: 80 },
]

function openCanary(canary: object = {}): RolloutRig {
  const rig = openRolloutRig({ unready: 'registry.shop.example/web:9' })
  const limits = { successCondition: 'result[0] < 0.05', failureCondition: 'result[0] >= 0.5' }
  rig.template('good', { count: 3, interval: '4s', ...limits, query: 'vector(0.01)' })
  rig.template('doubtful', { count: 3, interval: '4s', inconclusiveLimit: 1, ...limits, query: 'vector(0.1)' })
  rig.template('bad', { interval: '4s', failureLimit: 1, successCondition: 'result[0] < 0.05', query: 'vector(0.1)' })
  rig.start('web', { replicas: 5, strategy: { canary: { maxSurge: 1, maxUnavailable: 0, steps, ...canary } } })
  return rig
}

const hashOf = (rig: RolloutRig) => rig.rollout('web').status.currentPodHash ?? ''

// Phase, message, step, sizes and events as the controller of v1.9 had them for the same manifest and the same verbs.
test('a canary goes through its steps, pauses, waits for promotion and for its analyses', () => {
  const rig = openCanary()
  expect(rig.look('web')).toBe('Healthy step 8: 5')
  rig.image('web', 2, 5)
  expect(rig.look('web')).toBe('Paused CanaryPauseStep step 1: 1+4')
  expect(rig.conditions('web')).toEqual({
    Available: 'True AvailableReason',
    Healthy: 'False RolloutHealthy',
    Completed: 'False RolloutCompleted',
    Progressing: 'Unknown RolloutPaused',
    Paused: 'True RolloutPaused',
  })
  rig.patch('web', { pauseConditions: [] }, 4)
  expect(rig.look('web')).toBe('Paused CanaryPauseStep step 3: 2+3')
  rig.patch('web', {}, 5)
  expect(rig.look('web')).toBe('Progressing more replicas need to be updated step 4: 2+3')
  expect(rig.rollout('web').status.canary?.currentStepAnalysisRunStatus).toEqual({
    name: `web-${hashOf(rig)}-2-4`,
    status: 'Running',
  })
  rig.patch('web', {}, 20)
  expect(rig.look('web')).toBe('Paused InconclusiveAnalysisRun step 6: 3+2')
  rig.patch('web', { pauseConditions: [], controllerPause: false, currentStepIndex: 7 }, 30)
  expect(rig.look('web')).toBe('Healthy step 8: 5+0')
  expect(rig.conditions('web')).toMatchObject({
    Healthy: 'True RolloutHealthy',
    Progressing: 'True NewReplicaSetAvailable',
    Completed: 'True RolloutCompleted',
    Paused: 'False RolloutPaused',
  })
})

test('its events are those of the real controller', () => {
  const rig = openCanary()
  const first = hashOf(rig)
  rig.image('web', 2, 5)
  const second = hashOf(rig)
  rig.patch('web', { pauseConditions: [] }, 7)
  expect(rig.events('web')).toEqual([
    'RolloutAddedToInformer: Rollout resource added to informer: shop/web',
    'RolloutUpdated: Rollout updated to revision 1',
    `NewReplicaSetCreated: Created ReplicaSet web-${first} (revision 1)`,
    `RolloutNotCompleted: Rollout not completed, started update to revision 1 (${first})`,
    `ScalingReplicaSet: Scaled up ReplicaSet web-${first} (revision 1) from 0 to 5`,
    `RolloutCompleted: Rollout completed update to revision 1 (${first}): Initial deploy`,
    'RolloutUpdated: Rollout updated to revision 2',
    `NewReplicaSetCreated: Created ReplicaSet web-${second} (revision 2)`,
    `RolloutNotCompleted: Rollout not completed, started update to revision 2 (${second})`,
    `ScalingReplicaSet: Scaled up ReplicaSet web-${second} (revision 2) from 0 to 1`,
    `ScalingReplicaSet: Scaled down ReplicaSet web-${first} (revision 1) from 5 to 4`,
    'RolloutStepCompleted: Rollout step 1/8 completed (setWeight: 20)',
    'RolloutPaused: Rollout is paused (CanaryPauseStep)',
    'RolloutStepCompleted: Rollout step 2/8 completed (pause)',
    `ScalingReplicaSet: Scaled up ReplicaSet web-${second} (revision 2) from 1 to 2`,
    `ScalingReplicaSet: Scaled down ReplicaSet web-${first} (revision 1) from 4 to 3`,
    'RolloutStepCompleted: Rollout step 3/8 completed (setWeight: 40)',
    'RolloutPaused: Rollout is paused (CanaryPauseStep)',
    'RolloutStepCompleted: Rollout step 4/8 completed (pause: 5s)',
    'RolloutResumed: Rollout is resumed',
    `AnalysisRunRunning: Step Analysis Run 'web-${second}-2-4' Status New: 'Running' Previous: ''`,
  ])
})

test('an abort goes back to the stable set, a retry begins again, a full promotion skips the rest', () => {
  const rig = openCanary()
  rig.image('web', 2, 5)
  rig.patch('web', { abort: true }, 5)
  expect(rig.look('web')).toBe('Degraded RolloutAborted: Rollout aborted update to revision 2 step 0: 0+5')
  expect(rig.rollout('web').status.abortedAt).toBe('2026-11-24T12:00:10Z')
  rig.patch('web', { abort: false }, 5)
  expect(rig.look('web')).toBe('Paused CanaryPauseStep step 1: 1+4')
  expect(rig.rollout('web').status.abortedAt).toBeUndefined()
  rig.patch('web', { promoteFull: true }, 20)
  expect(rig.look('web')).toBe('Healthy step 8: 5+0')
  expect(rig.events('web').at(-1)).toContain(': Full promotion requested')
})

test('back to the stable template skips all steps, and an older one gets the newest revision', () => {
  const rig = openCanary()
  rig.image('web', 2, 5)
  rig.image('web', 1, 15)
  expect(rig.look('web')).toBe('Healthy step 8: 5+0')
  expect(rig.events('web')).toContain('SkipSteps: Rollback to stable ReplicaSets')
  expect(rig.events('web')).toContain('RolloutUpdated: Rollout updated to revision 3')
  const [set] = rig.world.store.replicasets.ownedBy(rig.rollout('web').metadata.uid)
  expect(set?.metadata.annotations).toMatchObject({
    'rollout.argoproj.io/revision': '3',
    'rollout.argoproj.io/revision-history': '1',
  })
})

test('what the plugin writes back in another order, with empty fields, is the same template', () => {
  const rig = openCanary()
  const { metadata, spec } = podTemplate('web', 1)
  const containers = spec.containers.map(({ name, image, resources }) => ({
    resources: { limits: {}, ...resources },
    image,
    name,
    env: [],
  }))
  rig.change('web', { template: { spec: { containers }, metadata: { ...metadata, annotations: {} } } }, 5)
  expect(rig.look('web')).toBe('Healthy step 8: 5')
})

test('a restart replaces every pod without a new revision', () => {
  const rig = openCanary()
  const { store, clock } = rig.world
  const before = [...store.pods.values()].map(({ metadata }) => metadata.uid)
  rig.change('web', { restartAt: toTimestamp(clock.now()) }, 120)
  expect(rig.look('web')).toBe('Healthy step 8: 5')
  expect([...store.pods.values()].filter(({ metadata }) => before.includes(metadata.uid))).toEqual([])
  expect(rig.rollout('web').status.restartedAt).toBe(rig.rollout('web').spec.restartAt)
})

test('while it is paused by hand nothing moves, and its own size is followed all the same', () => {
  const rig = openCanary()
  rig.change('web', { paused: true }, 2)
  expect(rig.look('web')).toBe('Paused manually paused step 8: 5')
  rig.image('web', 2, 5)
  expect(rig.look('web')).toBe('Paused manually paused step 0: 0+5')
  rig.change('web', { paused: false }, 5)
  rig.change('web', { replicas: 10 }, 5)
  expect(rig.look('web')).toBe('Paused CanaryPauseStep step 1: 2+8')
})

test('a failing background analysis aborts, from the step on that it starts at', () => {
  const analysis = { templates: [{ templateName: 'bad' }], startingStep: 1 }
  const rig = openCanary({ analysis })
  rig.image('web', 2, 4)
  expect(rig.runs().map(({ metadata }) => metadata.labels?.['rollout-type'])).toEqual(['Background'])
  rig.patch('web', {}, 10)
  const why = 'Metric "metric" assessed Failed due to failed (2) > failureLimit (1)'
  expect(rig.rollout('web').status).toMatchObject({
    phase: 'Degraded',
    message: `RolloutAborted: Rollout aborted update to revision 2: Background analysis phase error/failed: ${why}`,
    canary: { currentBackgroundAnalysisRunStatus: { status: 'Failed', message: why } },
  })
})

test('a version that never gets ready runs into the deadline, and recovers with the next', () => {
  const rig = openCanary()
  rig.change('web', { progressDeadlineSeconds: 60 }, 1)
  rig.image('web', 9, 50)
  expect(rig.look('web')).toBe('Progressing more replicas need to be updated step 0: 1+5')
  rig.patch('web', {}, 30)
  expect(rig.rollout('web').status.message).toBe(
    `ProgressDeadlineExceeded: ReplicaSet "web-${hashOf(rig)}" has timed out progressing.`,
  )
  rig.image('web', 2, 6)
  expect(rig.look('web')).toBe('Paused CanaryPauseStep step 1: 1+0+4')
})

test.each([
  [
    { steps: [{ setWeight: 140 }] },
    'spec.strategy.canary.steps[0].setWeight: Invalid value: 140: SetWeight needs to be between 0 and 100',
  ],
  [
    { steps: [{ analysis: { templates: [{ templateName: 'none' }] } }] },
    `spec.strategy.canary.steps[0].analysis.templates: Invalid value: "none": AnalysisTemplate 'none' not found`,
  ],
  [
    { canaryService: 'web-canary' },
    'spec.strategy.canary.canaryService: Invalid value: "web-canary": service "web-canary" not found',
  ],
  [
    { steps: [{ setCanaryScale: { replicas: 1 } }] },
    'spec.strategy.canary.trafficRouting: Required value: SetCanaryScale requires TrafficRouting to be set',
  ],
])('an invalid strategy is told: %j', (canary, problem) => {
  const rig = openCanary()
  rig.change('web', { strategy: { canary } }, 2)
  expect(rig.rollout('web').status).toMatchObject({
    phase: 'Degraded',
    message: `InvalidSpec: The Rollout "web" is invalid: ${problem}`,
    observedGeneration: '2',
  })
  rig.change('web', { strategy: { canary: { steps: [] } } }, 30)
  expect(rig.rollout('web').status.phase).toBe('Healthy')
})

test.each<[string, object, string]>([
  ['nothing', {}, "spec.selector: Required value: Rollout has missing field '.spec.selector'"],
  [
    'no template',
    { selector: { matchLabels: { app: 'x' } } },
    'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
  ],
  [
    'no containers',
    { selector: { matchLabels: { app: 'x' } }, template: { metadata: { labels: { app: 'x' } } } },
    'spec.template.spec.containers: Required value',
  ],
  [
    'no strategy',
    { selector: { matchLabels: { app: 'x' } }, template: podTemplate('x', 1), strategy: undefined },
    "spec.strategy.strategy: Required value: Rollout has missing field '.spec.strategy.canary or .spec.strategy.blueGreen'",
  ],
  [
    'an empty analysis',
    {
      selector: { matchLabels: { app: 'x' } },
      template: podTemplate('x', 1),
      strategy: { canary: { steps: [{ analysis: {} }] } },
    },
    '',
  ],
])('a Rollout of which users left out what the CRD does not demand: %s', (_, spec, problem) => {
  const rig = openRolloutRig()
  const { store, clock, traffic } = rig.world
  traffic.setGraph({ entries: [{ service: 'shop/x', peak: 1 }], calls: {} })
  rig.service('x', 'x')
  const metadata = { name: 'x', namespace: 'shop', uid: 'x', resourceVersion: '', creationTimestamp: '' }
  const kind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }
  // As the API stores what users write, whatever the types say.
  store.rollouts.create({ ...kind, metadata, spec } as unknown as Rollout)
  clock.advance(5000)
  traffic.state()
  const message = problem === '' ? undefined : `InvalidSpec: The Rollout "x" is invalid: ${problem}`
  expect(rig.rollout('x').status.message).toBe(message)
})

test('with a traffic router the stable set keeps its size and the weight follows the steps', () => {
  const rig = openRolloutRig()
  for (const name of ['web-stable', 'web-canary']) rig.service(name, 'web')
  const routed: readonly CanaryStep[] = [{ setCanaryScale: { replicas: 3 } }, { setWeight: 10 }, { pause: {} }]
  const services = { stableService: 'web-stable', canaryService: 'web-canary' }
  rig.start('web', { replicas: 4, strategy: { canary: { ...services, trafficRouting: { nginx: {} }, steps: routed } } })
  rig.image('web', 2, 5)
  expect(rig.look('web')).toBe('Paused CanaryPauseStep step 2: 3+4')
  const { stableRS = '', currentPodHash = '' } = rig.rollout('web').status
  expect(rig.rollout('web').status.canary?.weights).toEqual({
    canary: { weight: 10, podTemplateHash: currentPodHash, serviceName: 'web-canary' },
    stable: { weight: 90, podTemplateHash: stableRS, serviceName: 'web-stable' },
  })
  const selector = rig.world.store.services.get('shop', 'web-canary')?.spec.selector
  expect(selector).toEqual({ app: 'web', 'rollouts-pod-template-hash': currentPodHash })
  expect(rig.events('web')).toContain('TrafficWeightUpdated: Traffic weight updated from 0 to 10')
  rig.patch('web', { pauseConditions: [] }, 60)
  expect(rig.look('web')).toBe('Healthy step 3: 4+0')
  expect(rig.rollout('web').status.canary?.weights?.canary.weight).toBe(0)
})
