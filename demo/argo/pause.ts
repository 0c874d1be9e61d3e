import { toTimestamp } from '@/demo/clock'
import type { CanaryStep } from '@/demo/store/argo-objects'
import { blueGreenOf, pauseOf } from './steps'
import type { Status, Sync } from './sync'

/** What a look changes in pause and abort (upstream's pauseContext). */
export interface PauseChanges {
  readonly add: string[]
  readonly remove: string[]
  clear: boolean
  /** Why the update is given up; '' says no more than that somebody did. */
  abort: string | undefined
  removeAbort: boolean
}

export const newPauseChanges = (): PauseChanges => ({
  add: [],
  remove: [],
  clear: false,
  abort: undefined,
  removeAbort: false,
})

export function isAborted({ pause, rollout }: Sync): boolean {
  return !pause.removeAbort && (pause.abort !== undefined || rollout.status.abort === true)
}

export function abort({ pause }: Sync, message: string): void {
  pause.abort = message
}

export const pauseFor = ({ rollout }: Sync, reason: string) =>
  rollout.status.pauseConditions?.find((pause) => pause.reason === reason)

/** Why nothing may move. */
export function isHalted(sync: Sync): boolean {
  return sync.rollout.spec.paused === true || pauseFor(sync, 'InconclusiveAnalysisRun') !== undefined
}

/** The status' part about pause and abort; nothing pauses an aborted one. */
export function pauseStatusOf(sync: Sync): Pick<Status, 'abort' | 'abortedAt' | 'pauseConditions' | 'controllerPause'> {
  const { pause, rollout } = sync
  const now = toTimestamp(sync.world.clock.now())
  if (pause.abort !== undefined || (!pause.removeAbort && rollout.status.abort))
    return { abort: true, abortedAt: rollout.status.abortedAt ?? now }
  if (pause.clear) return {}
  const known = rollout.status.pauseConditions ?? []
  const added = pause.add.filter((reason) => known.every((one) => one.reason !== reason))
  const kept = known.filter(({ reason }) => !pause.remove.includes(reason))
  const pauseConditions = [...kept, ...added.map((reason) => ({ reason, startTime: now }))]
  if (pauseConditions.length === 0) return {}
  return { pauseConditions, controllerPause: added.length > 0 || rollout.status.controllerPause === true }
}

/** Whether a canary's pause is over: somebody ended it, or its time has passed. */
export function isPauseOver(sync: Sync, step: CanaryStep): boolean {
  const { status } = sync.rollout
  const pause = pauseFor(sync, 'CanaryPauseStep')
  if (pause === undefined) return status.controllerPause === true
  const duration = pauseOf(step)
  return duration !== undefined && remaining(sync, pause.startTime, duration) <= 0
}

/** The same for blue-green. */
export function isBlueGreenPauseOver(sync: Sync): boolean {
  const { status } = sync.rollout
  const { autoPromotionEnabled = true, autoPromotionSeconds = 0 } = blueGreenOf(sync.rollout) ?? {}
  const pause = pauseFor(sync, 'BlueGreenPause')
  if (sync.pause.add.length > 0) return false
  if (status.blueGreen?.scaleUpPreviewCheckPoint) return true
  if (!autoPromotionEnabled) return status.controllerPause === true && pause === undefined
  if (autoPromotionSeconds === 0) return true
  return pause !== undefined && remaining(sync, pause.startTime, autoPromotionSeconds * 1000) <= 0
}

/** Milliseconds until a pause that began then has lasted so long. */
export function remaining({ world }: Sync, startTime: string, duration: number): number {
  return Date.parse(startTime) + duration - world.clock.now()
}
