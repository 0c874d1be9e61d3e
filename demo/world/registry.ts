import type { Clock } from '@/demo/clock'

/** What running an image leads to. */
export interface Behaviour {
  /**
   * `flap`: turns unready and ready again, each for `seconds`. `deadlock`: answers no probe any more after `seconds`.
   * `fail` is for what should end by itself, `crash` for what should not; both never become ready.
   */
  readonly run:
    | 'serve'
    | 'unready'
    | 'flap'
    | 'deadlock'
    | 'crash'
    | 'oom'
    | 'complete'
    | 'fail'
    | 'no-image'
    | 'no-config'
  /** How long it runs before it ends, deadlocks or flaps, in seconds. */
  readonly seconds: number
  /** Of a crash or a failure; 1 when left out. */
  readonly exitCode?: number
  /** It crashes or fails so many times, and then serves or completes. */
  readonly failures?: number
  /** How long until it answers its probes. */
  readonly startupSeconds?: number
  /** How long it takes to end when asked to; beyond the grace it is killed. */
  readonly shutdownSeconds?: number
  /** What it leaks, in bytes per second; its memory limit ends it. */
  readonly leak?: number
  /** Why the registry refuses the image. */
  readonly cause?: 'not-found' | 'unauthorized' | 'rate-limit'
  /** The instant from which it is so, for containers that ran before; `set` fills it in. */
  readonly since?: number
}

/** The world's knowledge of images: kubelets ask it what happens when a container is to run. */
export interface Registry {
  behaviourOf(image: string): Behaviour
  /** Changes an image at once: containers that run it already follow. */
  set(image: string, behaviour: Behaviour): void
  listen(listener: (image: string) => void): void
}

/** Of every image that nothing is said about. */
export const usualBehaviour: Behaviour = { run: 'serve', seconds: 0 }

export function createRegistry(clock?: Clock): Registry {
  const known = new Map<string, Behaviour>()
  const listeners = new Set<(image: string) => void>()
  return {
    behaviourOf: (image) => known.get(image) ?? usualBehaviour,
    set(image, behaviour) {
      known.set(image, clock === undefined ? behaviour : { since: clock.now(), ...behaviour })
      for (const listener of listeners) listener(image)
    },
    listen: (listener) => void listeners.add(listener),
  }
}
