import { toTimestamp } from '@/demo/clock'
import type { AnalysisMetric, AnalysisRun, AnalysisTemplate, Rollout, RolloutAnalysis } from '@/demo/store/argo-objects'
import { controllerOf, type TextMap } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'

/** An analysis without templates is none; a user may well leave them out. */
export function hasTemplates<T extends RolloutAnalysis>(analysis: T | undefined): analysis is T {
  const given: { readonly templates?: readonly unknown[] } = analysis ?? {}
  return (given.templates ?? []).length > 0
}

interface RunDetails {
  readonly name: string
  /** The pods' template hashes that arguments can refer to. */
  readonly hashes: { readonly Latest: string; readonly Stable: string }
  readonly labels: TextMap
  readonly annotations: TextMap
}

/** A run of all templates of an analysis together, or why there can be none (utils/analysis/factory.go). */
export function runFromTemplates(
  world: World,
  rollout: Rollout,
  analysis: RolloutAnalysis,
  { name, hashes, labels, annotations }: RunDetails,
): AnalysisRun | string {
  const templates = analysis.templates.map((reference) => templateOf(world, rollout, reference))
  const missing = templates.find((template) => typeof template === 'string')
  if (missing !== undefined) return missing
  const found = templates.filter((template) => typeof template !== 'string')
  const metrics = found.flatMap(({ spec }) => spec.metrics)
  const twice = metrics.find((metric, index) => metrics.findIndex((other) => other.name === metric.name) !== index)
  if (twice !== undefined) return `two metrics have the same name '${twice.name}'`
  const given = new Map(argumentsOf(rollout, analysis, hashes).map(({ name: key, value }) => [key, value]))
  const declared = new Map(found.flatMap(({ spec }) => (spec.args ?? []).map((arg) => [arg.name, arg.value] as const)))
  const args = [...declared].map(([key, value]) => ({ name: key, value: given.get(key) ?? value }))
  const unresolved = args.find(({ value }) => value === undefined)
  if (unresolved !== undefined) return `args.${unresolved.name} was not resolved`
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisRun',
    metadata: {
      name,
      namespace: rollout.metadata.namespace,
      uid: world.random.uuid(),
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(world.clock.now()),
      labels,
      annotations,
      ownerReferences: [controllerOf(rollout)],
    },
    spec: {
      ...(args.length === 0 ? {} : { args: args.map(({ name: key, value = '' }) => ({ name: key, value })) }),
      metrics,
    },
    status: { phase: '', runSummary: {} },
  }
}

export function templateOf(
  { store }: World,
  { metadata }: Rollout,
  { templateName, clusterScope }: RolloutAnalysis['templates'][number],
): AnalysisTemplate | string {
  const template = clusterScope
    ? store.clusteranalysistemplates.get(undefined, templateName)
    : store.analysistemplates.get(metadata.namespace, templateName)
  return template ?? `${clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate'} '${templateName}' not found`
}

function argumentsOf(rollout: Rollout, { args = [] }: RolloutAnalysis, hashes: RunDetails['hashes']) {
  return args.map(({ name, value, valueFrom }) => {
    if (valueFrom?.podTemplateHashValue !== undefined) return { name, value: hashes[valueFrom.podTemplateHashValue] }
    if (valueFrom?.fieldRef !== undefined) return { name, value: fieldOf(rollout, valueFrom.fieldRef.fieldPath) }
    return { name, value }
  })
}

/** `metadata.labels['team']`, `spec.template.spec.containers[0].image`. */
function fieldOf(rollout: Rollout, path: string): string | undefined {
  const steps = path.split(/[.[\]']+/).filter((step) => step !== '')
  const found = steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === step)?.[1]
        : undefined,
    rollout,
  )
  return found === undefined || typeof found === 'object' ? undefined : String(found)
}

/** A metric with the run's arguments in the places of `{{args.name}}`. */
export function resolveMetric(
  metric: AnalysisMetric,
  args: AnalysisTemplate['spec']['args'] = [],
): AnalysisMetric | string {
  const values = new Map(args.map(({ name, value }) => [name, value]))
  let missing: string | undefined
  const text = JSON.stringify(metric).replaceAll(/\{\{\s*args\.([\w-]+)\s*\}\}/g, (whole, name: string) => {
    const value = values.get(name)
    missing ??= value === undefined ? name : undefined
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1)
  })
  // The text was a metric before and stays one: only strings in it have changed.
  return missing === undefined ? (JSON.parse(text) as AnalysisMetric) : `failed to resolve {{args.${missing}}}`
}
