import { matchesSelector } from '@/demo/api/selectors'
import type { Rollout, RolloutAnalysis } from '@/demo/store/argo-objects'
import type { World } from '@/demo/world/world'
import { hasTemplates, runFromTemplates, templateOf } from './run-template'
import { managerOf } from './services'
import { blueGreenOf, canaryOf, isRouted, maxWeightOf, pauseOf, stepsOf } from './steps'
import { hashLabel } from './template-hash'

/** What is wrong with a Rollout, in the words of argo-rollouts v1.9, pkg/apis/rollouts/validation; the first of it. */
export function invalidityOf(world: World, rollout: Rollout): string | undefined {
  return (
    shapeProblem(rollout) ??
    strategyProblem(rollout) ??
    stepProblem(rollout) ??
    serviceProblem(world, rollout) ??
    templateProblem(world, rollout)
  )
}

const strategy = 'spec.strategy'

/** The CRD demands no field: what a user leaves out is missing here, whatever the types say. */
function shapeProblem({ spec }: Rollout): string | undefined {
  const given: { readonly [Field in keyof Rollout['spec']]?: unknown } = spec
  if (given.workloadRef !== undefined)
    return 'spec.workloadRef: Forbidden: the demo cluster follows no referenced workload: give the Rollout a template'
  if (given.selector === undefined) return "spec.selector: Required value: Rollout has missing field '.spec.selector'"
  if (Object.keys(spec.selector.matchLabels ?? {}).length + (spec.selector.matchExpressions ?? []).length === 0)
    return 'spec.selector: Invalid value: {}: empty selector is invalid for deployment'
  const labels = partOf(partOf(given.template, 'metadata'), 'labels')
  if (labels === undefined || !matchesSelector(spec.selector, spec.template.metadata.labels))
    return `spec.template.metadata.labels: Invalid value: ${JSON.stringify(labels ?? null)}: \`selector\` does not match template \`labels\``
  const containers = partOf(partOf(given.template, 'spec'), 'containers')
  if (!Array.isArray(containers) || containers.length === 0) return 'spec.template.spec.containers: Required value'
  const { canary, blueGreen } = spec.strategy ?? {}
  if (canary === undefined && blueGreen === undefined)
    return `${strategy}.strategy: Required value: Rollout has missing field '.spec.strategy.canary or .spec.strategy.blueGreen'`
  return undefined
}

function partOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([name]) => name === field)?.[1]
}

function strategyProblem({ spec }: Rollout): string | undefined {
  const { canary, blueGreen } = spec.strategy
  if (canary !== undefined && blueGreen !== undefined)
    return `${strategy}.strategy: Invalid value: "blueGreen: true canary: true": Multiple Strategies can not be listed`
  if (blueGreen !== undefined && blueGreen.activeService === blueGreen.previewService)
    return `${strategy}.blueGreen.activeService: Invalid value: "${blueGreen.activeService}": This rollout uses the same service for the active and preview services, but two different services are required.`
  const isSame = canary?.canaryService !== undefined && canary.canaryService === canary.stableService
  return isSame
    ? `${strategy}.canary.stableService: Invalid value: "${canary?.canaryService}": This rollout uses the same service for the stable and canary services, but two different services are required.`
    : undefined
}

function stepProblem(rollout: Rollout): string | undefined {
  for (const [index, step] of stepsOf(rollout).entries()) {
    const path = `${strategy}.canary.steps[${index}]`
    const { setWeight } = step
    const most = maxWeightOf(rollout)
    if (setWeight !== undefined && (setWeight < 0 || setWeight > most))
      return `${path}.setWeight: Invalid value: ${setWeight}: SetWeight needs to be between 0 and ${most}`
    const pause = pauseOf(step)
    if (pause !== undefined && !(pause >= 0))
      return `${path}.pause.duration: Invalid value: -1: Duration needs to be greater than 0`
    if (step.setCanaryScale !== undefined && !isRouted(rollout))
      return `${strategy}.canary.trafficRouting: Required value: SetCanaryScale requires TrafficRouting to be set`
    if (Object.keys(step).length === 0)
      return `${path}: Invalid value: "step.Experiment: true step.Pause: true step.SetWeight: true step.Analysis: true step.SetCanaryScale: true step.SetHeaderRoute: true step.SetMirrorRoute: true step.Plugin: true": Step must have one of the following set: experiment, setWeight, setCanaryScale, plugin or pause`
  }
  return undefined
}

function serviceProblem({ store }: World, rollout: Rollout): string | undefined {
  const { metadata, spec } = rollout
  const { activeService, previewService } = blueGreenOf(rollout) ?? {}
  const { stableService, canaryService } = canaryOf(rollout)
  const named = [
    ['blueGreen.activeService', activeService],
    ['blueGreen.previewService', previewService],
    ['canary.canaryService', canaryService],
    ['canary.stableService', stableService],
  ] as const
  for (const [field, name] of named) {
    if (name === undefined) continue
    const service = store.services.get(metadata.namespace, name)
    const wrong = (why: string) => `${strategy}.${field}: Invalid value: "${name}": ${why}`
    if (service === undefined) return wrong(`service "${name}" not found`)
    const { labels } = spec.template.metadata
    const other = Object.entries(service.spec.selector ?? {}).find(
      ([key, value]) => key !== hashLabel && labels[key] !== value,
    )
    if (other !== undefined) return wrong(`Service "${name}" has unmatch label "${other[0]}" in rollout`)
    const manager = managerOf(service)
    if (manager !== undefined && manager !== metadata.name)
      return wrong(`Service "${name}" is managed by another Rollout`)
  }
  return undefined
}

function templateProblem(world: World, rollout: Rollout): string | undefined {
  const { prePromotionAnalysis, postPromotionAnalysis } = blueGreenOf(rollout) ?? {}
  const analyses: readonly (readonly [string, RolloutAnalysis | undefined])[] = [
    ['blueGreen.prePromotionAnalysis.templates', prePromotionAnalysis],
    ['blueGreen.postPromotionAnalysis.templates', postPromotionAnalysis],
    ...stepsOf(rollout).map(({ analysis }, index) => [`canary.steps[${index}].analysis.templates`, analysis] as const),
    ['canary.analysis.templates', canaryOf(rollout).analysis],
  ]
  for (const [field, analysis] of analyses) {
    if (!hasTemplates(analysis)) continue
    for (const reference of analysis.templates) {
      const template = templateOf(world, rollout, reference)
      if (typeof template === 'string')
        return `${strategy}.${field}: Invalid value: "${reference.templateName}": ${template}`
    }
    const problem = argumentProblem(world, rollout, analysis)
    const names = analysis.templates.map(({ templateName }) => templateName).join(' ')
    if (problem !== undefined) return `${strategy}.${field}: Invalid value: "templateNames: [${names}]": ${problem}`
  }
  return undefined
}

function argumentProblem(world: World, rollout: Rollout, analysis: RolloutAnalysis): string | undefined {
  const details = { name: '', hashes: { Latest: '-', Stable: '-' }, labels: {}, annotations: {} }
  // A look only: what is made of it is thrown away, so it draws from a stream of its own.
  const run = runFromTemplates({ ...world, random: world.random.fork('look') }, rollout, analysis, details)
  return typeof run === 'string' ? run : undefined
}
