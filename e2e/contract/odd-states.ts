/** A container's state as the API writes it; the API accepts none and several at once. */
export interface State {
  readonly waiting?: { readonly reason: string; readonly message: string }
  readonly running?: { readonly startedAt: string }
  readonly terminated?: Terminated
}

interface Terminated {
  readonly exitCode: number
  readonly signal?: number
  readonly reason?: string
  readonly finishedAt?: string
}

export interface ContainerStatus {
  readonly name: string
  readonly image: string
  readonly imageID: string
  readonly ready: boolean
  readonly started?: boolean
  readonly restartCount: number
  readonly state: State
  readonly lastState: State
}

export const running: State = { running: { startedAt: '2026-03-01T10:00:00Z' } }

export const waiting = (reason: string): State => ({ waiting: { reason, message: `${reason} of an odd pod` } })

export const ended = (exitCode: number, reason: string, signal = 0): State => ({
  terminated: { exitCode, reason, signal, finishedAt: '2026-03-01T10:00:30Z' },
})

/** A last state; `minutes` after a fixed instant, so that the latest of several can be told. */
export const lastEnded = (exitCode: number, reason: string, minutes = 0): State => ({
  terminated: { exitCode, reason, finishedAt: new Date(Date.UTC(2026, 1, 1) + minutes * 60_000).toISOString() },
})

interface Details {
  readonly ready?: boolean
  readonly started?: boolean | undefined
  readonly restarts?: number
  readonly last?: State
}

export function statusOf(name: string, state: State, details: Details = {}): ContainerStatus {
  const { ready = false, started, restarts = 0, last = {} } = details
  return {
    name,
    image: 'registry.example/odd:1',
    imageID: '',
    ready,
    ...(started !== undefined && { started }),
    restartCount: restarts,
    state,
    lastState: last,
  }
}

/** Draws that a seed repeats (mulberry32). */
export function createChance(seed: number) {
  let state = seed >>> 0
  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(fraction() * limit)
  return {
    below,
    /** True once in `times`. */
    one: (times: number) => below(times) === 0,
    pick<T>(choices: readonly T[]): T {
      const choice = choices[below(choices.length)]
      if (choice === undefined) throw new Error('There is nothing to pick from.')
      return choice
    },
  }
}
