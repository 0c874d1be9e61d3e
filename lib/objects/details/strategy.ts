import { counted, lengthOf } from './words'

type Share = number | string | undefined

interface Rolling {
  readonly maxSurge: Share
  readonly maxUnavailable: Share
  readonly partition: number | undefined
}

export interface Strategy {
  readonly type: string
  readonly rollingUpdate: Rolling | undefined
}

/** `25%` of the replicas, rounded; undefined for what is neither a number nor a percentage. */
function pieces(share: Share, replicas: number, round: (number: number) => number): number | undefined {
  if (typeof share === 'number') return share
  const percent = /^(\d+)%$/.exec(share ?? '')?.[1]
  return percent === undefined ? undefined : round((Number(percent) * replicas) / 100)
}

const written = (share: Share) => (typeof share === 'string' ? ` (${share})` : '')

/** Rounding, and that both may not be none: ResolveFenceposts, k8s.io/kubernetes pkg/controller/deployment/util. */
export function deploymentStrategy(
  { type, rollingUpdate }: Strategy,
  replicas: number,
  minReady: number,
): readonly string[] {
  if (type === 'Recreate') return ['Recreate: all old pods end before new ones start; nothing serves in between.']
  const maxSurge = rollingUpdate?.maxSurge ?? '25%'
  const maxUnavailable = rollingUpdate?.maxUnavailable ?? '25%'
  const surge = pieces(maxSurge, replicas, Math.ceil) ?? 0
  const least = pieces(maxUnavailable, replicas, Math.floor) ?? 0
  const unavailable = surge === 0 && least === 0 ? 1 : least
  return [
    `Rolling update: at most ${counted(surge, 'pod')} more${written(maxSurge)} and ${unavailable} fewer${written(maxUnavailable)} than the ${replicas} wanted.`,
    ...minReadyWords(minReady),
  ]
}

export function statefulSetStrategy(
  { type, rollingUpdate }: Strategy,
  policy: string,
  minReady: number,
): readonly string[] {
  const order =
    policy === 'Parallel'
      ? 'Pods start and end all at once.'
      : 'Pods start one after the other, each once the one before is ready.'
  if (type === 'OnDelete') return ['On delete: a pod gets the new revision when somebody deletes it.', order]
  const { partition = 0, maxUnavailable } = rollingUpdate ?? {}
  const steps = maxUnavailable === undefined ? 'one pod at a time' : `at most ${maxUnavailable} at a time`
  const part =
    partition === 0 ? [] : [`Partition ${partition}: pods with a lower ordinal keep the old revision on purpose.`]
  return [`Rolling update: ${steps}, the highest ordinal first.`, ...part, order, ...minReadyWords(minReady)]
}

export function daemonSetStrategy({ type, rollingUpdate }: Strategy, minReady: number): readonly string[] {
  if (type === 'OnDelete') return ['On delete: a pod gets the new revision when somebody deletes it.']
  const { maxSurge = 0, maxUnavailable = 1 } = rollingUpdate ?? {}
  const surge = maxSurge === 0 || maxSurge === '0%' ? '' : `, with up to ${maxSurge} new ones beside the old`
  return [`Rolling update: at most ${maxUnavailable} of its pods away at a time${surge}.`, ...minReadyWords(minReady)]
}

const minReadyWords = (seconds: number) =>
  seconds === 0 ? [] : [`A pod counts as available once it was ready for ${lengthOf(seconds)}.`]
