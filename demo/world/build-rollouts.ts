import { reconcileRollout } from '@/demo/argo/rollout'
import { reconcileReplicaSet } from '@/demo/controllers/replicaset'
import type { CanaryStep, Rollout, RolloutAnalysis } from '@/demo/store/argo-objects'
import type { ReplicaSet } from '@/demo/store/objects'
import { analysisName, smokeName } from './build-analysis'
import { fill } from './build-pods'
import type { Service } from './catalogue'
import { day, minute, past, selectorOf, workloadMetadata } from './past'
import { templateOf } from './templates'
import type { World } from './world'

/** A Rollout that rests at its newest revision; a canary's is the second. */
export function buildRollout(world: World, service: Service, replicas: number, createdAt: number): void {
  const { store, random, clock } = world
  const { rollouts } = store
  const servedAt = clock.now() - Math.floor(random.between(1, 20) * day)
  const template = templateOf(service, service.tag)
  // The services of a blue-green pair would still point to the first revision.
  const isSecond = service.rollout !== 'blueGreen'
  const created = rollouts.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: workloadMetadata(world, service, createdAt),
    spec: {
      replicas: isSecond ? 0 : replicas,
      selector: selectorOf(service),
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 600,
      strategy: strategyOf(service),
      template: isSecond ? templateOf(service, `${service.tag}-rc.1`) : template,
    },
    status: {},
  })
  settle(past(world, isSecond ? createdAt : servedAt), created)
  if (isSecond) {
    const first = rollouts.get(service.namespace, service.name) ?? created
    const metadata = { ...first.metadata, generation: 2 }
    // A Rollout that knows of no stable set takes the new one at once.
    rollouts.update({ ...first, metadata, spec: { ...first.spec, template, replicas }, status: {} })
    settle(past(world, servedAt), created)
  }
  for (const set of store.replicasets.ownedBy(created.metadata.uid)) {
    if (set.spec.replicas === 0) continue
    fill(world, set, replicas, 'running', servedAt)
    reconcileReplicaSet(past(world, servedAt + minute), set)
  }
  settle(past(world, servedAt + minute), created)
}

function settle(world: World, { metadata: { namespace, name } }: Rollout): void {
  for (let round = 0, before = -1; round < 40 && before !== world.store.version(); round++) {
    before = world.store.version()
    const rollout = world.store.rollouts.get(namespace, name)
    if (rollout !== undefined) reconcileRollout(world, rollout)
    for (const set of world.store.replicasets.ownedBy(rollout?.metadata.uid ?? '')) adopt(world, set)
  }
}

/** Without pods a set is as large as it is to be; only its status has to say so. */
const adopt = (world: World, set: ReplicaSet) => {
  if (set.spec.replicas === 0) reconcileReplicaSet(world, set)
}

/** Names of the Services that a routed Rollout moves requests between. */
export const stableName = (name: string): string => `${name}-stable`
export const canaryName = (name: string): string => `${name}-canary`
export const previewName = (name: string): string => `${name}-preview`

function strategyOf(service: Service): Rollout['spec']['strategy'] {
  const { name, rollout } = service
  const analysis = analysisOf(service)
  if (rollout === 'blueGreen')
    return {
      blueGreen: {
        activeService: name,
        previewService: previewName(name),
        autoPromotionEnabled: false,
        scaleDownDelaySeconds: 60,
        prePromotionAnalysis: analysis,
      },
    }
  const steps = rollout === 'routed' ? routedSteps(analysis) : plainSteps(analysis)
  if (rollout !== 'routed') return { canary: { maxSurge: '25%', maxUnavailable: 0, steps } }
  return {
    canary: {
      canaryService: canaryName(name),
      stableService: stableName(name),
      trafficRouting: { nginx: { stableIngress: name } },
      steps,
    },
  }
}

const analysisOf = ({ namespace, name, rollout }: Service): RolloutAnalysis => ({
  // Nobody calls what stands beside, so that there is nothing to measure: it is tried out.
  templates: [{ templateName: rollout === 'blueGreen' ? smokeName : analysisName }],
  args: [
    { name: 'namespace', value: namespace },
    { name: 'service', value: name },
    { name: 'version', valueFrom: { podTemplateHashValue: 'Latest' } },
  ],
})

const routedSteps = (analysis: RolloutAnalysis): readonly CanaryStep[] => [
  { setWeight: 10 },
  { analysis },
  { setWeight: 30 },
  { pause: { duration: '1m' } },
  { setWeight: 60 },
  { pause: { duration: '1m' } },
]

const plainSteps = (analysis: RolloutAnalysis): readonly CanaryStep[] => [
  { setWeight: 20 },
  { pause: { duration: '30s' } },
  { analysis },
  { setWeight: 50 },
  { pause: { duration: '1m' } },
]
