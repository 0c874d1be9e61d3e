import { createRandom, type Random } from '@/demo/random'
import type { ContainerStatus, Pod, Terminated } from '@/demo/store/objects'
import { lastWords, opening, steadyLine, voiceOf } from './log-words'

/** One run of a container, from its start to its end. */
export interface Run {
  readonly id: string
  readonly pod: string
  readonly container: string
  readonly image: string
  readonly startedAt: number
  readonly end?: { readonly at: number; readonly how: Pick<Terminated, 'exitCode' | 'reason'> } | undefined
}

export interface LogLine {
  readonly at: number
  readonly text: string
}

/** The log of a run: nothing of it is stored, its k-th line always says the same and came at the same instant. */
export interface Log {
  /** How many lines there are at an instant. */
  countAt(instant: number): number
  /** The index of the first of the last words. */
  readonly lastWords: number
  line(index: number): LogLine
}

/** The run that a container is in, or was in last; undefined for one that has not started. */
export function currentRun(
  pod: Pod,
  { name, image, containerID = '', state, lastState }: ContainerStatus,
): Run | undefined {
  const of = { pod: pod.metadata.name, container: name, image }
  if (state.running !== undefined) return { ...of, id: containerID, startedAt: Date.parse(state.running.startedAt) }
  const ended = state.terminated ?? lastState.terminated
  return ended && endedRun(of, containerID, ended)
}

export function previousRun(pod: Pod, { name, image, lastState }: ContainerStatus): Run | undefined {
  return lastState.terminated && endedRun({ pod: pod.metadata.name, container: name, image }, '', lastState.terminated)
}

function endedRun(of: Pick<Run, 'pod' | 'container' | 'image'>, id: string, ended: Terminated): Run {
  const at = Date.parse(ended.finishedAt ?? '')
  return { ...of, id: ended.containerID ?? id, startedAt: Date.parse(ended.startedAt ?? ''), end: { at, how: ended } }
}

/** A container writes its first lines at once, then about three a second to one in ten seconds, and maybe some last words. */
export function logOf(run: Run): Log {
  const voice = voiceOf(run.container, run.image)
  const own = createRandom(run.id || run.pod)
  const first = opening(voice, run.container, own)
  const start = run.startedAt + 30
  const base = start + first.length * 60
  const gap = voice.gap * own.between(0.6, 1.6)
  const of = (index: number): Random => createRandom(`${run.id}/${index}`)
  const steadyAt = (index: number) => base + (index + 0.8 * of(index).next()) * gap
  const steadyBefore = (instant: number) => {
    const at = Math.floor((instant - base) / gap)
    return at < 0 ? 0 : at + (steadyAt(at) <= instant ? 1 : 0)
  }
  const { end } = run
  const last = end === undefined ? [] : lastWords(voice, run.container, end.how, createRandom(`${run.id}/end`))
  const lastAt = end === undefined ? Number.POSITIVE_INFINITY : Math.max(start, end.at - 40)
  const opened = (instant: number) => Math.max(0, Math.min(first.length, Math.floor((instant - start) / 60) + 1))
  const upTo = (instant: number) => opened(instant) + steadyBefore(instant)
  const beforeEnd = end === undefined ? Number.POSITIVE_INFINITY : upTo(lastAt - 1)
  return {
    lastWords: beforeEnd,
    countAt: (instant) => (instant < lastAt ? Math.min(beforeEnd, upTo(instant)) : beforeEnd + last.length),
    line(index) {
      const text = first[index]
      if (index < beforeEnd && text !== undefined) return { at: start + index * 60, text: text(start + index * 60) }
      if (index < beforeEnd) {
        const at = steadyAt(index - first.length)
        return { at, text: steadyLine(voice, run.container, at, of(index - first.length)) }
      }
      const at = lastAt + (index - beforeEnd)
      return { at, text: last[index - beforeEnd]?.(at) ?? '' }
    },
  }
}
