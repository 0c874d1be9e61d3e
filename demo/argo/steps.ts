import type { CanaryStep, Rollout } from '@/demo/store/argo-objects'

type Canary = NonNullable<Rollout['spec']['strategy']['canary']>

export const canaryOf = ({ spec }: Rollout): Canary => spec.strategy.canary ?? {}
export const blueGreenOf = ({ spec }: Rollout) => spec.strategy.blueGreen
export const replicasOf = ({ spec }: Rollout): number => spec.replicas ?? 1
const noSteps: readonly CanaryStep[] = []
export const stepsOf = (rollout: Rollout): readonly CanaryStep[] => canaryOf(rollout).steps ?? noSteps
export const isRouted = (rollout: Rollout): boolean => canaryOf(rollout).trafficRouting !== undefined
export const maxWeightOf = (rollout: Rollout): number => canaryOf(rollout).trafficRouting?.maxTrafficWeight ?? 100
export const isFullyPromoted = ({ status }: Rollout): boolean => status.stableRS === status.currentPodHash

export function indexOf(rollout: Rollout): number | undefined {
  return stepsOf(rollout).length === 0 ? undefined : (rollout.status.currentStepIndex ?? 0)
}

/** The step that a canary is at; undefined after the last. */
export function stepOf(rollout: Rollout): CanaryStep | undefined {
  const index = indexOf(rollout)
  return index === undefined ? undefined : stepsOf(rollout)[index]
}

/** The last weight that the steps so far ask for; all of it when there are none left. */
export function currentWeight(rollout: Rollout): number {
  if (rollout.status.abort) return 0
  if (stepOf(rollout) === undefined) return maxWeightOf(rollout)
  return passed(rollout).find(({ setWeight }) => setWeight !== undefined)?.setWeight ?? 0
}

/** The steps up to the current one, latest first. */
const passed = (rollout: Rollout) =>
  stepsOf(rollout)
    .slice(0, (indexOf(rollout) ?? 0) + 1)
    .toReversed()

/** utils/replicaset/canary.go, v1.9: GetCanaryReplicasOrWeight. */
export function canaryGoal(rollout: Rollout): { readonly replicas: number } | { readonly weight: number } {
  const { promoteFull, stableRS } = rollout.status
  if (promoteFull || !stableRS || isFullyPromoted(rollout)) return { weight: maxWeightOf(rollout) }
  const scale = canaryScaleOf(rollout)
  if (scale?.replicas !== undefined) return { replicas: scale.replicas }
  return { weight: scale?.weight ?? currentWeight(rollout) }
}

/** Only with a traffic router, and until a later step goes back to what the traffic asks for. */
function canaryScaleOf(rollout: Rollout): CanaryStep['setCanaryScale'] | undefined {
  if (!isRouted(rollout) || stepOf(rollout) === undefined) return undefined
  if (rollout.status.abort && canaryOf(rollout).abortScaleDownDelaySeconds !== 0) return undefined
  const scale = passed(rollout).find(({ setCanaryScale }) => setCanaryScale !== undefined)?.setCanaryScale
  return scale?.matchTrafficWeight ? undefined : scale
}

/** Surge rounds up, unavailability down; never both 0 (utils/replicaset/replicaset.go: resolveFenceposts). */
export function fencesOf(rollout: Rollout): { readonly surge: number; readonly unavailable: number } {
  const replicas = replicasOf(rollout)
  if (replicas === 0) return { surge: 0, unavailable: 0 }
  const share = (value: number | string, round: (number: number) => number) =>
    typeof value === 'number' ? value : round((Number.parseInt(value, 10) * replicas) / 100)
  const blueGreen = blueGreenOf(rollout)
  if (blueGreen !== undefined)
    return { surge: 0, unavailable: Math.min(replicas, share(blueGreen.maxUnavailable ?? '25%', Math.floor)) }
  const { maxSurge = '25%', maxUnavailable = '25%' } = canaryOf(rollout)
  const surge = share(maxSurge, Math.ceil)
  const unavailable = Math.min(replicas, share(maxUnavailable, Math.floor))
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable }
}

/** Milliseconds; undefined for a pause without an end. */
export function pauseOf({ pause }: CanaryStep): number | undefined {
  return pause?.duration === undefined ? undefined : parseDuration(pause.duration)
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** `30`, `"30s"`, `"1h30m"` in milliseconds; NaN for what is none. */
export function parseDuration(text: number | string): number {
  if (/^-?\d+$/.test(String(text))) return Number(text) * 1000
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(String(text))) return Number.NaN
  const parts = [...String(text).matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)]
  return parts.reduce((sum, [, number, unit = 's']) => sum + Number(number) * (units[unit] ?? 0), 0)
}

/** utils/rollout/rolloututil.go: CanaryStepString. */
export function stepText({ setWeight, pause, experiment, analysis, setCanaryScale, plugin }: CanaryStep): string {
  if (setWeight !== undefined) return `setWeight: ${setWeight}`
  if (pause !== undefined) return pause.duration === undefined ? 'pause' : `pause: ${pause.duration}`
  if (experiment !== undefined) return 'experiment'
  if (analysis !== undefined) return 'analysis'
  if (plugin !== undefined) return `plugin: ${(plugin as { name?: string }).name ?? ''}`
  if (setCanaryScale?.weight !== undefined) return `setCanaryScale{weight: ${setCanaryScale.weight}}`
  if (setCanaryScale?.matchTrafficWeight) return 'setCanaryScale{matchTrafficWeight: true}'
  return setCanaryScale === undefined ? 'invalid' : `setCanaryScale{replicas: ${setCanaryScale.replicas ?? 0}}`
}
